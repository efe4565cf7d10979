"""What one run keeps to, as Scrapy's settings: its limits, its manners, its pipelines."""

from __future__ import annotations

from typing import Any

from leadminer.config import Config
from leadminer.mining import sensitive
from leadminer.mining.politeness.hosts import Terms
from leadminer.signals.tables import SourceRun
from leadminer.workspace import Workspace

PIPELINES = (
    *("validate", "normalise", "sensitive", "third_parties", "watch", "deduplicate", "store"),
)
PACKAGE = "leadminer.mining"
LEASE_SPARE_SECONDS = 10.0  # a request may be cut off a little late
# not Scrapy's others: one opens a port that runs code; to switch it off imports its server, too
_EXTENSIONS = {
    "scrapy.extensions.corestats.CoreStats": 0,
    "scrapy.extensions.closespider.CloseSpider": 0,
}
_SPIDER_MIDDLEWARES = {
    f"{PACKAGE}.politeness.sendings.ReadWhileAsking": 50,
    "scrapy.spidermiddlewares.referer.RefererMiddleware": None,
}
REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"


def settings_of(run: SourceRun, workspace: Workspace, config: Config) -> dict[str, Any]:
    """Scrapy's settings for one run: one request a host at a time, limits on everything."""
    mining = config.mining
    options = run.options
    pipelines = {}
    for n, name in enumerate(PIPELINES):
        module = workspace.load_module("pipelines", name)
        pipelines[module.Pipeline] = 100 * (n + 1)
    return {
        "USER_AGENT": mining.user_agent,
        "ROBOTSTXT_OBEY": True,
        "DOWNLOAD_DELAY": 0.0,  # turns are taken at the gate, which all jobs share
        "LEADMINER_DELAY": float(options.get("delay_seconds", mining.delay_seconds)),
        "DOWNLOAD_HANDLERS": {
            "http": f"{PACKAGE}.politeness.downloads.PoliteHandler",
            "https": f"{PACKAGE}.politeness.downloads.PoliteHandler",
            **dict.fromkeys(("file", "ftp", "s3", "data")),
        },
        "TWISTED_DNS_RESOLVER": f"{PACKAGE}.politeness.downloads.PinnedResolver",
        "CONCURRENT_REQUESTS": 1,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "DOWNLOAD_TIMEOUT": mining.timeout_seconds,
        "DOWNLOAD_MAXSIZE": mining.page_bytes_max,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_FAIL_ON_DATALOSS": False,  # the handler looks whether the page is all there
        "CLOSESPIDER_TIMEOUT": int(options.get("minutes_max") or mining.run_minutes_max) * 60,
        "REDIRECT_MAX_TIMES": 6,
        "RETRY_TIMES": 1,
        "RETRY_PRIORITY_ADJUST": -200,  # once all else is read
        "RETRY_HTTP_CODES": [500, 502, 503, 504, 522, 524, 408],
        "COOKIES_ENABLED": False,
        "EXTENSIONS_BASE": _EXTENSIONS,
        "HTTPPROXY_ENABLED": not _is_private(run, config),
        "DEPTH_LIMIT": 0,
        "LOG_LEVEL": "WARNING",
        "LOG_FORMATTER": "leadminer.mining.logs.QuietFormatter",
        "LEADMINER_ALLOW_PRIVATE": _is_private(run, config),
        **_limits(options, config),
        "LEADMINER_TIMEZONE": str(options.get("timezone") or mining.timezone),
        "LEADMINER_WATCH": options.get("watch") or {},
        sensitive.SETTING: _sensitive(run, config),
        "ITEM_PIPELINES": pipelines,
        "DOWNLOADER_MIDDLEWARES": {
            "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
            f"{PACKAGE}.politeness.usefulness.UsefulnessMiddleware": 50,
            f"{PACKAGE}.politeness.middlewares.PrivateAddressMiddleware": 60,
            f"{PACKAGE}.politeness.middlewares.RobotsMiddleware": 100,
            f"{PACKAGE}.politeness.middlewares.TdmMiddleware": 110,
            # below the retries: a pause is no failure
            f"{PACKAGE}.politeness.middlewares.PaceMiddleware": 560,
            "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
            f"{PACKAGE}.politeness.redirects.PageRedirects": 580,
            "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
            f"{PACKAGE}.politeness.redirects.StatusRedirects": 600,
        },
        # looks each callback's source through, anew for each page
        "WARN_ON_GENERATOR_RETURN_VALUE": False,
        "SPIDER_MIDDLEWARES": _SPIDER_MIDDLEWARES,
        "TWISTED_REACTOR": REACTOR,
    }


def _limits(options: dict[str, Any], config: Config) -> dict[str, float]:
    """How much a run may read, and how often what it knows."""
    mining = config.mining
    pages = int(options.get("pages_max") or mining.pages_max)
    return {
        "LEADMINER_PAGES_MAX": pages,
        "LEADMINER_ANSWERS_MAX": int(options.get("answers_max") or pages),  # of an API
        "LEADMINER_PATTERN_PAGES_MAX": mining.pattern_pages_max,
        "LEADMINER_REREAD_DAYS": mining.reread_days,
        "LEADMINER_REVISIT_HOURS": mining.revisit_hours,
        "LEADMINER_BYTES_MAX": int(options.get("bytes_max") or 0),
    }


def _sensitive(run: SourceRun, config: Config) -> dict[str, Any]:
    """The policy as it is now, not as it was when the run was queued."""
    market, offers = str(run.options.get("region") or ""), run.options.get("offers") or ()
    return sensitive.settings_for(config.sensitive, market=market, job=run.job or "", offers=offers)


def terms_of(config: Config, settings: dict[str, Any]) -> Terms:
    """What a run keeps to at any host."""
    return Terms(
        delay_seconds=settings["LEADMINER_DELAY"],
        lease_seconds=settings["DOWNLOAD_TIMEOUT"] + LEASE_SPARE_SECONDS,
        requests_a_day=config.mining.host_requests_a_day,
        bytes_a_day=config.mining.host_bytes_a_day,
    )


def _is_private(run: SourceRun, config: Config) -> bool:
    return bool(run.options.get("allow_private", False) or config.mining.allow_private)
