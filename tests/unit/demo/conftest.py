"""The sample web, served once for all tests of the demo's content, and a reader of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from html.parser import HTMLParser
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest

from leadminer.demo.site import SampleSite, serve_site

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
VOID = {"meta", "link", "input", "br"}


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    text: str


def ask(url: str, *, method: str = "GET", headers: dict[str, str] | None = None) -> Answer:
    """One request, no redirect followed."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=10)
    try:
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        connection.request(method, target or "/", headers=headers or {})
        response: HTTPResponse = connection.getresponse()
        found = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, found, response.read().decode())
    finally:
        connection.close()


class Read(HTMLParser):
    """What a browser would take from a page: links, visible text, tags left open."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.canonical = ""
        self.lang = ""
        self.ids: list[str] = []
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.scripts: list[str] = []
        self._lines: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.lang = given.get("lang", "")
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "link" and given.get("rel") == "canonical":
            self.canonical = given["href"]
        if tag in ("a", "link") and "href" in given:
            self.links.append(given["href"])
        if tag == "form":
            self.links.append(given["action"])
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "script":
            self.scripts.append(data)
        elif not self.open or self.open[-1] != "style":
            self._lines.append(data)

    @property
    def text(self) -> str:
        return squeezed("".join(self._lines))


def squeezed(text: str) -> str:
    """A text with every run of white space as one blank."""
    return " ".join(text.split())


def crawl(base: str) -> dict[str, Answer]:
    """Every address of one host that its pages link to, robots.txt ignored on purpose."""
    waiting, answers = [f"{base}/", f"{base}/robots.txt", f"{base}/sitemap.xml"], {}
    while waiting:
        url = waiting.pop()
        if url in answers:
            continue
        answers[url] = answer = ask(url)
        if answer.status == 301:
            waiting.append(urljoin(url, answer.headers["location"]))
        if "html" in answer.headers["content-type"]:
            for link in Read(answer.text).links:
                target = urldefrag(urljoin(url, link)).url
                if target.startswith(f"{base}/"):
                    waiting.append(target)
    return answers


@pytest.fixture(scope="session")
def site() -> Iterator[SampleSite]:
    """The sample web, as it stands at NOW."""
    with serve_site(now=NOW) as running:
        yield running


@pytest.fixture(scope="session")
def qa(site: SampleSite) -> dict[str, Answer]:
    """Every page of the forum by address."""
    return crawl(site.qa_url)


@pytest.fixture(scope="session")
def directory(site: SampleSite) -> dict[str, Answer]:
    """Every page of the directory by address."""
    return crawl(site.directory_url)
