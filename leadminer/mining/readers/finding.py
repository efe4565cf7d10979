"""Looks at a site nobody has told us about and says how to read it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from leadminer.mining.extraction.page import Context
from leadminer.mining.politeness.answers import Body, Refused
from leadminer.mining.readers.api_reader import ApiReader
from leadminer.mining.readers.json_api import JsonClient
from leadminer.mining.readers.look import Site, site_of_answer
from leadminer.mining.readers.plans import Plan, plan_of
from leadminer.workspace import Workspace

# an API that answers so is not the one it seemed to be, or not for us: pages are read instead
NOT_AS_PROMISED: Final = frozenset(
    {
        *("not_json", "not_the_api", "encoding", "redirects", "redirect_refused", "noindex"),
        *("robots", "robots_unavailable", "off_site", "login", "too_large"),
        *("http_400", "http_401", "http_403", "http_404", "http_405", "http_406", "http_410"),
        *("http_501", "http_5xx", "dns", "connection", "tls", "timeout"),
    }
)


@dataclass(frozen=True, slots=True)
class Finding:
    """What was seen, what is to be done about it, and the page itself: it need not be asked for
    twice."""

    site: Site
    plan: Plan
    body: Body


def readers_of(workspace: Workspace) -> Iterator[type[ApiReader]]:
    """Every reader of an API in a workspace."""
    for name, path in workspace.list("spiders").items():
        if path.suffix != ".py":
            continue
        module = workspace.load_module("spiders", name)
        for value in vars(module).values():
            is_own = isinstance(value, type) and value.__module__ == module.__name__
            if is_own and issubclass(value, ApiReader):
                yield value


def find_out(
    url: str,
    api: JsonClient,
    workspace: Workspace,
    *,
    context: Context,
    pages_max: int,
    delay_seconds: float,
) -> Finding:
    """Look at one page of a site and choose. Three requests: robots.txt, the page, tdmrep.json.

    Raises Refused where the page is not to be had (it has been counted).
    """
    body = api.page(url)
    api.keep(url, body)
    rules: Any = api.rules_of(body.url)
    site = site_of_answer(body, rules.sitemaps if rules else (), context)
    delay = max(delay_seconds, api.delay_of(body.url))
    readers = list(readers_of(workspace))
    plan = plan_of(site, readers, pages_max=pages_max, delay_seconds=delay)
    if not plan.steps:
        raise api.refuse("not_html")
    return Finding(site, plan, body)


def is_not_as_promised(error: Refused) -> bool:
    """Whether a refusal means that pages should be read in an API's stead."""
    return error.reason in NOT_AS_PROMISED
