"""What a page is, and the templates that make one."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from leadminer.demo.site.content import HERE, MUST_NOT_BE_READ, paragraphs

HTML: Final = "text/html; charset=utf-8"
XML: Final = "application/xml; charset=utf-8"
TEXT: Final = "text/plain; charset=utf-8"
CSS: Final = "text/css; charset=utf-8"
CRAWL_DELAY: Final = "0.02"
"""Seconds between two requests that robots.txt asks for; small, to keep the sample quick."""


@dataclass(frozen=True, slots=True)
class Page:
    """One answer of the server; `location` makes it a redirect."""

    body: bytes
    kind: str = HTML
    status: int = 200
    location: str = ""

    @property
    def etag(self) -> str:
        """Same bytes, same tag."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:20]}"'


Pages = dict[str, Page]
"""Decoded path (with `?page=N` from the second list page on) -> page."""


@cache
def environment() -> Environment:
    """The templates; everything put into them is escaped."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    made.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": False}
    made.filters["paragraphs"] = paragraphs
    return made


@dataclass(frozen=True, slots=True)
class Frame:
    """What all pages of one host share."""

    base: str
    site_name: str
    body_class: str
    nav: tuple[dict[str, str], ...]
    footer: str

    def render(self, template: str, *, lang: str, title: str, **values: Any) -> Page:
        """A page from a template; `canonical`, `crumbs`, `prev_page`, `next_page` may be given."""
        chinese = lang.startswith("zh")
        shared = {
            "canonical": "",
            "crumbs": (),
            "prev_page": "",
            "next_page": "",
            "base": self.base,
            "site_name": self.site_name,
            "body_class": self.body_class,
            "nav": self.nav,
            "footer": self.footer,
            "search_label": "搜索" if chinese else "Search",
            "about_label": "关于本站" if chinese else "About this site",
        }
        text = (
            environment()
            .get_template(template)
            .render({**shared, "lang": lang, "title": title, **values})
        )
        return Page(text.encode())

    def forbidden(self, title: str) -> Page:
        """A page that robots.txt forbids; its marker shows up wherever it was read all the same."""
        text = f"{MUST_NOT_BE_READ}\n\nThis page is closed to robots by robots.txt."
        return self.render("notice.html", lang="en", title=title, text=text)


def css() -> Page:
    """The style sheet of both hosts."""
    return Page((HERE / "assets" / "site.css").read_bytes(), CSS)


def robots(base: str, closed: tuple[str, ...]) -> Page:
    """A robots.txt that closes some paths to everybody."""
    lines = ["# Sample site. Robots are welcome outside the closed paths.", "User-agent: *"]
    lines += [f"Disallow: {path}" for path in closed]
    lines += [f"Crawl-delay: {CRAWL_DELAY}", "", f"Sitemap: {base}/sitemap.xml", ""]
    return Page("\n".join(lines).encode(), TEXT)


def sitemap(entries: list[tuple[str, str]]) -> Page:
    """A sitemap of (address, lastmod or nothing)."""
    rows = [
        f"<url><loc>{loc}</loc>{f'<lastmod>{changed}</lastmod>' if changed else ''}</url>"
        for loc, changed in entries
    ]
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    inside = "\n".join(rows)
    text = (
        f'{head}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{inside}\n</urlset>\n'
    )
    return Page(text.encode(), XML)


def key_of(path: str, number: int) -> str:
    """The key under which the nth page of a list stands."""
    return path if number == 1 else f"{path}?page={number}"


def pager(path: str, here: int, count: int) -> list[dict[str, Any]]:
    """The links under a list."""
    return [
        {"number": n, "href": path if n == 1 else f"{path}?page={n}", "here": n == here}
        for n in range(1, count + 1)
    ]
