"""The sample web as a site: whole, clean, closed where it says so."""

from __future__ import annotations

import json
from urllib.parse import unquote, urldefrag, urlsplit
from xml.etree import ElementTree

import pytest
from protego import Protego

from leadminer.demo.site import MUST_NOT_BE_READ, SampleSite, content, gold_posts, serve_site

from .conftest import NOW, Answer, Read, ask, crawl

CLOSED_ON_FORUM = ("/private/", "/search", "/talk/members/")
CLOSED_ON_DIRECTORY = ("/private/", "/search", "/export/")


@pytest.fixture(scope="session", params=["qa", "directory"])
def host(request: pytest.FixtureRequest) -> dict[str, Answer]:
    """Each of the two hosts in turn."""
    pages: dict[str, Answer] = request.getfixturevalue(request.param)
    return pages


def _html(pages: dict[str, Answer]) -> dict[str, Answer]:
    return {url: a for url, a in pages.items() if "html" in a.headers["content-type"] and a.text}


def test_every_link_leads_to_a_page(host: dict[str, Answer]) -> None:
    assert {url: a.status for url, a in host.items() if a.status not in (200, 301)} == {}
    assert len(host) > 25


def test_every_fragment_exists_on_its_page(host: dict[str, Answer], site: SampleSite) -> None:
    marks = {url: set(Read(a.text).ids) for url, a in _html(host).items()}
    broken = []
    for url, answer in _html(host).items():
        for link in Read(answer.text).links:
            bare, mark = urldefrag(link)
            if mark and not urlsplit(bare).scheme:
                page = url if not bare else "{0.scheme}://{0.netloc}".format(urlsplit(url)) + bare
                if mark not in marks[page]:
                    broken.append((url, link))
    assert broken == []


def test_every_page_is_well_formed_and_says_its_language(host: dict[str, Answer]) -> None:
    for url, answer in _html(host).items():
        read = Read(answer.text)
        assert (read.wrong, read.open) == ([], []), url
        assert read.lang, url
        assert len(read.ids) == len(set(read.ids)), url


def test_the_marker_stands_on_closed_pages_and_nowhere_else(
    site: SampleSite, qa: dict[str, Answer], directory: dict[str, Answer]
) -> None:
    for base, pages, closed in (
        (site.qa_url, qa, CLOSED_ON_FORUM),
        (site.directory_url, directory, CLOSED_ON_DIRECTORY),
    ):
        marked = {url for url, a in pages.items() if MUST_NOT_BE_READ in a.text}
        shut = {u for u, a in pages.items() if u.removeprefix(base).startswith(closed)}
        assert marked == shut
        met = {next(c for c in closed if u.removeprefix(base).startswith(c)) for u in shut}
        assert met == set(closed), "each closed path is linked to, so that a crawler is tempted"


def test_closed_topics_are_told_of_nowhere_else(qa: dict[str, Answer]) -> None:
    hidden = [t for t in content.topics() if content.board_of(t).forbidden]
    assert hidden
    for topic in hidden:
        title = topic.title
        telling = [u for u, a in qa.items() if title in a.text and "/talk/members/" not in u]
        assert telling == []


def test_robots_txt_says_what_is_meant(site: SampleSite) -> None:
    for base, closed in (
        (site.qa_url, CLOSED_ON_FORUM),
        (site.directory_url, CLOSED_ON_DIRECTORY),
    ):
        rules = Protego.parse(ask(f"{base}/robots.txt").text)
        assert rules.crawl_delay("leadminer") == pytest.approx(0.02)
        assert list(rules.sitemaps) == [f"{base}/sitemap.xml"]
        for path in closed:
            assert not rules.can_fetch(f"{base}{path}", "leadminer")
            assert not rules.can_fetch(f"{base}{path}x?y=1", "leadminer")
        assert rules.can_fetch(f"{base}/", "leadminer")
        assert rules.can_fetch(f"{base}/about", "leadminer")


def test_robots_txt_lets_every_gold_page_be_read(site: SampleSite) -> None:
    rules = Protego.parse(ask(f"{site.qa_url}/robots.txt").text)
    for post in gold_posts(site.qa_url, now=site.now):
        assert rules.can_fetch(post.url, "leadminer"), unquote(post.url)


def test_the_sitemap_of_the_forum_lists_one_area_whole(site: SampleSite) -> None:
    locations = _locations(ask(f"{site.qa_url}/sitemap.xml").text)
    gold = {p.url for p in gold_posts(site.qa_url, now=site.now) if p.kind == "post"}
    assert set(locations) == {url for url in gold if "/questions/" in url}
    assert len(locations) == len(set(locations))


def test_the_sitemap_of_the_directory_lists_pages_that_answer(
    site: SampleSite, directory: dict[str, Answer]
) -> None:
    locations = _locations(ask(f"{site.directory_url}/sitemap.xml").text)
    assert len(locations) == 17
    assert set(locations) <= set(directory)


def _locations(xml: str) -> list[str]:
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    return [e.text or "" for e in ElementTree.fromstring(xml).findall("s:url/s:loc", names)]


def test_all_addresses_of_a_topic_name_one_canonical_address(
    site: SampleSite, qa: dict[str, Answer]
) -> None:
    gold = {p.url for p in gold_posts(site.qa_url, now=site.now) if p.kind == "post"}
    met: dict[str, set[str]] = {url: set() for url in gold}
    for url, answer in _html(qa).items():
        canonical = Read(answer.text).canonical
        if canonical in met:
            met[canonical].add(url)
    assert all(met.values()), "every topic is reached by links"
    twice = [url for url, others in met.items() if len(others) > 1]
    assert len(twice) >= 30, "many topics are met under more than one address"


@pytest.mark.parametrize("area", ["bbs", "questions", "talk"])
def test_short_and_second_addresses_lead_to_the_topic(site: SampleSite, area: str) -> None:
    topic = next(t for t in content.public_topics() if t.area == area)
    base = site.qa_url
    if area == "bbs":
        answer = ask(f"{base}/bbs/viewthread.php?tid={topic.id}&extra=page%3D1")
        assert Read(answer.text).canonical == f"{base}/bbs/thread-{topic.id}-1.html"
        return
    moved = ask(f"{base}/{area[0]}/{topic.id}")
    assert moved.status == 301
    assert ask(base + moved.headers["location"]).status == 200


def test_unknown_addresses_are_not_found(site: SampleSite) -> None:
    for path in (
        "/nowhere",
        "/bbs/qiugou/?page=99",
        "/bbs/qiugou/?page=x",
        "/bbs/viewthread.php?tid=1",
        "/../site.py",
    ):
        assert ask(site.qa_url + path).status == 404, path


def test_an_unchanged_page_costs_no_second_body(site: SampleSite) -> None:
    first = ask(f"{site.qa_url}/bbs/qiugou/")
    again = ask(f"{site.qa_url}/bbs/qiugou/", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status, again.text) == (304, "")
    head = ask(f"{site.qa_url}/bbs/qiugou/", method="HEAD")
    assert head.headers["content-length"] == str(len(first.text.encode()))


def test_the_log_keeps_each_request_in_order_and_by_host() -> None:
    with serve_site(now=NOW) as own:
        ask(f"{own.qa_url}/about?x=1")
        ask(f"{own.directory_url}/")
        assert [path for _, path in own.requests] == ["/about?x=1", "/"]
        assert [path for _, path in own.qa_requests] == ["/about?x=1"]
        assert [path for _, path in own.directory_requests] == ["/"]
        assert own.requests[0][0] <= own.requests[1][0]


def test_two_servers_of_one_moment_show_the_same(site: SampleSite, qa: dict[str, Answer]) -> None:
    with serve_site(now=NOW) as twin:
        other = {
            url.replace(twin.qa_url, ""): a.text.replace(twin.qa_url, "")
            for url, a in crawl(twin.qa_url).items()
        }
    assert other == {
        url.replace(site.qa_url, ""): a.text.replace(site.qa_url, "") for url, a in qa.items()
    }


def test_a_stopped_server_gives_its_ports_back() -> None:
    with serve_site(now=NOW) as first:
        port = urlsplit(first.qa_url).port or 0
        with pytest.raises(OSError):
            serve_site(port)
    with pytest.raises(OSError):
        ask(first.qa_url)


def test_json_ld_of_questions_agrees_with_the_gold(site: SampleSite, qa: dict[str, Answer]) -> None:
    gold = {p.url: p for p in gold_posts(site.qa_url, now=site.now) if "/questions/" in p.url}
    for url, post in gold.items():
        if post.kind != "post":
            continue
        data = json.loads(Read(qa[url].text).scripts[0])
        question = data["mainEntity"]
        answers = [*question["suggestedAnswer"], *filter(None, [question.get("acceptedAnswer")])]
        assert question["name"] == post.title
        assert question["author"]["name"] == post.author
        assert {a["url"] for a in answers} == {u for u, p in gold.items() if p.parent_url == url}
