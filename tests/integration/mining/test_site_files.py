"""Sites described by selectors, read whole: nothing is lost where records have no addresses."""

from __future__ import annotations

from leadminer.app import App
from leadminer.signals import queries
from tests.integration.mining.runs import read_site
from tests.integration.mining.small_web import Answer, served

FORUM = """
[follow]
lists = ["a.next"]
[posts]
block = ".post"
title = "h1"
author = ".who"
time = ".when"
text = ".said"
"""
ADS = FORUM + "all_topics = true\n"
FIRMS = """
[companies]
block = "li"
name = "h3"
phone = ".tel"
"""


def post(who: str, when: str, said: str) -> str:
    return (
        f'<div class="post"><b class="who">{who}</b> <i class="when">{when}</i>'
        f'<p class="said">{said}</p></div>'
    )


def page(body: str) -> Answer:
    words = f"<html><head><title>Pumps</title></head><body><h1>Pumps</h1>{body}</body></html>"
    return Answer(200, words.encode(), {"Content-Type": "text/html; charset=utf-8"})


def thread(path: str, _: int) -> Answer:
    if path == "/t/7":
        banner = '<div class="post">Advertisement</div>'
        said = [post(f"user{n}", f"2026-11-01 10:{n:02d}", f"We need {n} pumps") for n in range(4)]
        return page(banner + "".join(said) + '<a class="next" href="/t/7?page=2">next</a>')
    if path == "/t/7?page=2":
        said = [post(f"late{n}", f"2026-11-02 10:{n:02d}", f"And {n} motors") for n in range(4)]
        return page("".join(said))
    return Answer(404)


def kinds(app: App) -> list[tuple[str, str, str]]:
    with app.read() as session:
        return sorted((s.kind, s.author or s.title, s.text) for s in queries.each_signal(session))


def write(app: App, text: str) -> None:
    (app.workspace.root / "spiders" / "board.toml").write_text(text, encoding="utf-8")


def test_replies_of_each_page_of_a_thread_are_kept(desk: App) -> None:
    write(desk, FORUM)
    with served(thread) as (url, _):
        read_site(desk, url + "/t/7", spider="board")
        again = read_site(desk, url + "/t/7", spider="board")
    assert again.signals_new == 0
    found = kinds(desk)
    assert [kind for kind, _, _ in found] == ["post"] + ["reply"] * 7
    assert found[0] == ("post", "user0", "We need 0 pumps"), "a banner begins no thread"


def test_each_of_several_topics_of_a_page_is_kept(desk: App) -> None:
    write(desk, ADS)
    with served(thread) as (url, _):
        read_site(desk, url + "/t/7", spider="board")
    assert [kind for kind, _, _ in kinds(desk)] == ["post"] * 8


def test_each_company_of_a_list_is_kept(desk: App) -> None:
    write(desk, FIRMS)
    firms = "".join(
        f'<li><h3>Nord {n} GmbH</h3><i class="tel">+49401234{n}60</i></li>' for n in range(5)
    )
    with served(lambda path, _: page(f"<ul>{firms}</ul>") if path == "/" else Answer(404)) as (
        url,
        _,
    ):
        read_site(desk, url + "/", spider="board")
        again = read_site(desk, url + "/", spider="board")
    assert len(kinds(desk)) == 5 and again.signals_new == 0
