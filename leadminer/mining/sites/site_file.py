"""A site's description: spiders/NAME.toml -> frozen selectors. All mistakes at once."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from parsel import Selector
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from leadminer.base.errors import ConfigError, Finding

_PROBE = Selector("<html><body><p>x</p></body></html>")


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _checked(selector: str) -> str:
    """A selector that can be used: CSS (with ::text, ::attr(name)), or XPath if it begins so."""
    if selector:
        try:
            select(_PROBE, selector)
        except Exception as error:  # the CSS and XPath compilers raise many kinds
            raise ValueError(f"{selector!r} is no CSS selector or XPath: {error}") from None
    return selector


def select(root: Selector, selector: str) -> Any:
    """What a selector finds below an element, as parsel's list."""
    if selector.startswith(("/", "./", ".//", "(")):
        return root.xpath(selector)
    return root.css(selector)


class Follow(_Part):
    """Which links are followed; nothing given: as on any site."""

    lists: tuple[str, ...] = Field(default=(), description="links to lists and their next pages")
    pages: tuple[str, ...] = Field(default=(), description="links to threads and companies")

    @field_validator("lists", "pages")
    @classmethod
    def _selectors(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(_checked(each) for each in value)


class _Records(_Part):
    address: str = Field(default="", description="regular expression of the pages' addresses")
    block: str = Field(description="one element a record")
    fields: dict[str, str] = Field(default_factory=dict, description="label -> selector")
    section: str = Field(default="", description="where it stands: breadcrumb")

    @field_validator("*")
    @classmethod
    def _selectors(cls, value: Any, info: Any) -> Any:
        if info.field_name == "address":
            try:
                re.compile(value)
            except re.error as error:
                raise ValueError(f"{value!r} is no regular expression: {error}") from None
            return value
        if isinstance(value, dict):
            return {label: _checked(selector) for label, selector in value.items()}
        return _checked(value) if isinstance(value, str) else value


class PostRules(_Records):
    """Posts on a page; the first one of a thread is the topic, the others are replies."""

    text: str = Field(description="what was said")
    title: str = Field(default="", description="of the thread; looked for on the whole page")
    author: str = Field(default="", description="who said it")
    author_url: str = Field(default="", description="the author's page")
    time: str = Field(default="", description="when: text or an attribute")
    url: str = Field(default="", description="the post's own address")
    all_topics: bool = Field(default=False, description="no replies: each block is a topic")


class CompanyRules(_Records):
    """Companies on a page."""

    name: str = Field(description="what it is called")
    url: str = Field(default="", description="the entry's own address")
    phone: str = Field(default="", description="its number, as shown")
    email: str = Field(default="", description="its address, as shown")
    site: str = Field(default="", description="its own web site")
    place: str = Field(default="", description="its street address")
    about: str = Field(default="", description="what it does")


class SiteFile(_Part):
    """All a site's file says."""

    version: str = Field(default="1", max_length=20, description="raise it when you change it")
    timezone: str = Field(default="", description="zone of times that state none")
    region: str = Field(default="", pattern="^([A-Z]{2})?$", description="ISO country of phones")

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        if value and value not in available_timezones():
            raise ValueError(f"{value!r} is no IANA time zone; e.g. Asia/Shanghai")
        return value

    follow: Follow = Follow()
    posts: PostRules | None = None
    companies: CompanyRules | None = None


def read_site_file(path: Path) -> SiteFile:
    """A site's description. Raises ConfigError with every mistake and where it is."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        site = SiteFile.model_validate(raw)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError([Finding(path.name, f"cannot be read as TOML: {error}")]) from None
    except ValidationError as error:
        raise ConfigError(
            [
                Finding(
                    path.name,
                    f"{'.'.join(map(str, each['loc']))}: "
                    f"{str(each['msg']).removeprefix('Value error, ')}",
                )
                for each in error.errors()
            ]
        ) from None
    if site.posts is None and site.companies is None:
        raise ConfigError([Finding(path.name, "needs a [posts] or a [companies] table")])
    return site
