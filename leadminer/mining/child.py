"""One mining run in a process of its own: python -m leadminer.mining.child

Reads a site with Scrapy, or a JSON API with httpx; writes signals in small batches and says how far
it is in JSON lines on standard output. It ends when its standard input closes: that is how it
knows its parent is gone.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import scrapy.core.downloader.contextfactory  # noqa: F401  # five times as long after the others
from scrapy.utils.reactor import install_reactor

from leadminer.base.clock import SystemClock
from leadminer.base.errors import LeadminerError
from leadminer.config import Config, database_url, load_config
from leadminer.mining.beginnings import (
    discovery_for,
    homes_for,
    known_way,
    memory_for,
    stand_of,
)
from leadminer.mining.example import read_example
from leadminer.mining.extraction.page import Context
from leadminer.mining.politeness.answers import Manners, Refused, StopReading
from leadminer.mining.politeness.gate import HostGate
from leadminer.mining.politeness.middlewares import PAUSE_SECONDS_MAX
from leadminer.mining.politeness.pace import SharedPace
from leadminer.mining.readers.api_reader import ApiReader, Pulse, run_reader
from leadminer.mining.readers.finding import Finding, find_out, is_not_as_promised, readers_of
from leadminer.mining.readers.json_api import JsonClient
from leadminer.mining.run_settings import REACTOR, settings_of, terms_of
from leadminer.mining.sampling import Sampler
from leadminer.mining.sink import LostRun, SignalSink
from leadminer.mining.sites.spider_files import spider_class_of
from leadminer.signals import queries
from leadminer.signals.tables import SourceRun
from leadminer.store import open_engine, read, write
from leadminer.workspace import Workspace

logger = logging.getLogger(__name__)


def main() -> int:
    """Do one run; 0 if it came to an end of its own."""
    install_reactor(REACTOR)  # before anything imports another one
    args = _arguments()
    out = _take_standard_output()
    _end_with_parent()
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
    for name in ("scrapy", "twisted", "asyncio"):
        logging.getLogger(name).setLevel(logging.WARNING)
    workspace = Workspace.at(Path(args.workspace))
    config = load_config(workspace)
    engine = open_engine(database_url(config, workspace))
    clock = SystemClock()
    # while the first answers are awaited
    threading.Thread(target=read_example, args=(clock.now(),), daemon=True).start()
    with read(engine) as session:
        run = queries.detached_run(session, args.run)
    sink = _sink(engine, clock, run, config, args.token)
    try:
        spider_class = spider_class_of(workspace, run.spider)
        sink.spider_version = spider_class.version
        settings = settings_of(run, workspace, config)
        sink.gate = HostGate(engine, clock, terms_of(config, settings))
        if issubclass(spider_class, ApiReader):
            with _client(sink, settings=settings, clock=clock, out=out) as api:
                _read_api(spider_class, api, sink, run, url=run.url, settings=settings)
        else:
            finding, is_read = None, False
            if spider_class.looks_first:
                finding, is_read = _look_and_read(
                    sink, run, workspace, settings=settings, clock=clock, out=out
                )
            if not is_read:
                sink.spider_version = spider_class.version
                depth = config.mining.depth_max
                _crawl(
                    spider_class, sink, run, settings=settings, depth_max=depth, out=out,
                    finding=finding,
                )  # fmt: skip
    except LostRun as error:
        logger.warning("%s", error.message)
        return 4
    except LeadminerError as error:
        sink.tally.error = error.message
    except Exception as error:  # an error of ours must end the run with its reason
        logger.exception("mining failed")
        sink.tally.error = f"{type(error).__name__}: {error}"[:500]
    outcome, reason = sink.end()
    _say(out, {**sink.counts(), "outcome": outcome, "reason": reason})
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="leadminer.mining.child")
    parser.add_argument("--workspace", required=True)
    parser.add_argument("--run", type=int, required=True)
    parser.add_argument("--token", required=True)
    return parser.parse_args()


def _take_standard_output() -> Any:
    """Keep the pipe for ourselves: what a spider prints goes to standard error."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    return out


def _end_with_parent() -> None:
    def watch() -> None:
        # the descriptor itself: a thread waiting inside sys.stdin would hang our own exit
        while os.read(0, 4096):
            pass
        os._exit(5)

    threading.Thread(target=watch, daemon=True).start()


def _sink(
    engine: Any, clock: SystemClock, run: SourceRun, config: Config, token: str
) -> SignalSink:
    host = urlsplit(run.url).netloc.lower()
    with write(engine) as session:
        source = queries.source_of_host(session, host, now=clock.now())
        before = queries.count_signals(session, host=host, spider=run.spider)
    assert source.id is not None and run.id is not None
    lease = timedelta(seconds=config.tasks.lease_seconds)
    sink = SignalSink(engine, clock, run.id, token, source.id, lease)
    sink.home_id = source.id
    sink.tally.signals_before = before
    return sink


def _read_api(
    reader_class: type[ApiReader],
    api: JsonClient,
    sink: SignalSink,
    run: SourceRun,
    *,
    url: str,
    settings: dict[str, Any],
) -> Refused | None:
    by_order = sorted(settings["ITEM_PIPELINES"].items(), key=lambda pair: pair[1])
    since, place = stand_of(sink, run, reader_class)
    reader = reader_class(url, api, since=since, place=place, region=run.options.get("region"))
    return run_reader(reader, [each for each, _ in by_order], sink, settings=settings)


def _client(
    sink: SignalSink, *, settings: dict[str, Any], clock: SystemClock, out: Any
) -> JsonClient:
    manners = Manners(
        user_agent=settings["USER_AGENT"],
        delay_seconds=settings["LEADMINER_DELAY"],
        timeout_seconds=settings["DOWNLOAD_TIMEOUT"],
        page_bytes_max=settings["DOWNLOAD_MAXSIZE"],
        allow_private=settings["LEADMINER_ALLOW_PRIVATE"],
    )
    pulse = Pulse(
        sink,
        pages_max=settings["LEADMINER_ANSWERS_MAX"],
        seconds_max=settings["CLOSESPIDER_TIMEOUT"],
        tell=lambda: _say(out, sink.counts()),
    )
    gate = sink.gate
    assert gate is not None
    pace = SharedPace(gate.terms.delay_seconds, pulse.beat, gate=gate, patience=PAUSE_SECONDS_MAX)
    return JsonClient(manners, clock=clock, watch=pulse, pace=pace)


def _look_and_read(
    sink: SignalSink,
    run: SourceRun,
    workspace: Workspace,
    *,
    settings: dict[str, Any],
    clock: SystemClock,
    out: Any,
) -> tuple[Finding | None, bool]:
    """Look at the site, unless that was done lately; read it by the API it names. Returns what was
    seen, and whether all is done: if not, the site is to be crawled."""
    with _client(sink, settings=settings, clock=clock, out=out) as api:
        readers = {reader.name: reader for reader in readers_of(workspace)}
        known = known_way(sink, run)
        if known is not None:
            sink.plan, step = known
            if step is None:
                return None, False
            if step["reader"] in readers and _try_reader(
                readers[step["reader"]], api, sink, run, step=step, settings=settings
            ):
                return None, True
        try:
            finding = find_out(
                run.url, api, workspace, context=Context(now=clock.now()),
                pages_max=settings["LEADMINER_PAGES_MAX"],
                delay_seconds=settings["LEADMINER_DELAY"],
            )  # fmt: skip
        except (Refused, StopReading) as error:
            sink.tally.closed = error.closed if isinstance(error, StopReading) else "refused"
            return None, True
        sink.plan = finding.plan.as_row() | {"looked_at": clock.now().isoformat()}
        _say(out, {"plan": sink.plan})
        for each in sink.plan["steps"]:
            reader = readers.get(each["reader"])
            if reader is None:
                return finding, False
            if _try_reader(reader, api, sink, run, step=each, settings=settings):
                return None, True
    return None, True


def _try_reader(
    reader: type[ApiReader],
    api: JsonClient,
    sink: SignalSink,
    run: SourceRun,
    *,
    step: dict[str, Any],
    settings: dict[str, Any],
) -> bool:
    """Read a site by its API; False if it does not answer as promised, and all is to be tried
    anew."""
    sink.tally.note = f"read by {reader.name}: {step['why']}"
    sink.spider_version = f"{reader.name}/{reader.version}"
    refused = _read_api(reader, api, sink, run, url=step["url"], settings=settings)
    if refused is None or sink.tally.signals_seen or not is_not_as_promised(refused):
        return True
    sink.position = None
    sink.tally.begin_again(
        f"{reader.name} was not answered as promised ({refused.reason}): pages were read"
    )
    return False


def _crawl(
    spider_class: Any,
    sink: SignalSink,
    run: SourceRun,
    *,
    settings: dict[str, Any],
    depth_max: int,
    out: Any,
    finding: Finding | None = None,
) -> None:
    from scrapy import signals
    from scrapy.crawler import CrawlerProcess

    from leadminer.mining.heartbeat import Heartbeat

    memory = memory_for(spider_class, sink, run, settings=settings)
    drawn = run.options.get("sample")
    sampler = Sampler(**drawn) if drawn else None
    process = CrawlerProcess(settings, install_root_handler=False)
    crawler = process.create_crawler(spider_class)
    heart = Heartbeat(crawler, sink, lambda: _say(out, sink.counts()))
    crawler.signals.connect(heart.on_opened, signal=signals.spider_opened)
    crawler.signals.connect(heart.on_closed, signal=signals.spider_closed)
    crawler.signals.connect(heart.on_response, signal=signals.response_received)
    crawler.signals.connect(heart.on_error, signal=signals.spider_error)
    crawler.signals.connect(heart.on_dropped, signal=signals.item_dropped)
    crawler.signals.connect(heart.on_spoiled, signal=signals.item_error)
    spider_class.sink, spider_class.gate = sink, sink.gate
    crawl = process.crawl(
        crawler,
        url=run.url,
        pages_max=settings["LEADMINER_PAGES_MAX"],
        depth_max=depth_max,
        timezone=settings["LEADMINER_TIMEZONE"],
        region=run.options.get("region"),
        finding=finding,
        discovery=discovery_for(sink, run, memory),
        memory=memory,
        homes=homes_for(sink, run),
        pattern_pages_max=settings["LEADMINER_PATTERN_PAGES_MAX"],
        sampler=sampler,
    )
    crawl.addErrback(heart.on_crash)
    process.start(stop_after_crawl=True, install_signal_handlers=True)
    if sampler is not None:
        sink.tally.sample = sampler.described()
    heart.raise_if_lost()


def _say(out: Any, message: dict[str, Any]) -> None:
    try:
        out.write(json.dumps(message) + "\n")
        out.flush()
    except (BrokenPipeError, ValueError):
        os._exit(5)


if __name__ == "__main__":
    sys.exit(main())
