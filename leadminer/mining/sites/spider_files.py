"""The spider a file of spiders/ holds: a class in Python, or a site described in TOML."""

from __future__ import annotations

from typing import Any

from leadminer.base.errors import LeadminerError
from leadminer.mining.readers.api_reader import ApiReader
from leadminer.workspace import Workspace


def spider_class_of(workspace: Workspace, name: str) -> Any:
    """The SignalSpider or ApiReader class of a spider's file.

    Raises NotFound for a name there is no file of, ConfigError for a site's file with mistakes,
    LeadminerError for a module without such a class.
    """
    from leadminer.mining.spider import SignalSpider  # loads Scrapy, and with it a reactor

    path = workspace.list("spiders").get(name)
    if path is not None and path.suffix == ".toml":
        from leadminer.mining.sites.site_spider import site_spider

        return site_spider(path)
    module = workspace.load_module("spiders", name)
    own = [
        value
        for value in vars(module).values()
        if isinstance(value, type)
        and issubclass(value, SignalSpider | ApiReader)
        and value.__module__ == module.__name__
    ]
    if not own:
        raise LeadminerError(
            f"spiders/{name}.py holds no class derived from SignalSpider or ApiReader"
        )
    return own[0]
