"""A reply is kept with the post that it answers."""

from __future__ import annotations

from leadminer.app import App
from leadminer.reports.signal_export import objects_of
from leadminer.signals import places, queries
from tests.integration.mining.runs import read_site
from tests.integration.mining.small_web import Answer, served


def post(n: int, who: str, inner: str = "") -> str:
    return (
        f'<li class="comment" id="c{n}"><div><a href="/user/{who}">{who}</a> <span class="date">'
        f"2026-11-20 09:{n:02d}</span><div>We have {n * 37} pumps of this kind here.</div></div>"
        f"{inner}</li>"
    )


def answer(path: str, _: int) -> Answer:
    if path != "/t/7":
        return Answer(404)
    below = post(13, "carla", f"<ul>{post(14, 'dora')}</ul>")
    return Answer(
        200,
        (
            '<html><body><h1>Pumps wanted</h1><div class="first"><a href="/user/anna">anna</a> '
            '<span class="date">2026-11-20 09:00</span><div>Who has used pumps for us?</div></div>'
            f"<ul>{post(12, 'bob', f'<ul>{below}</ul>')}{post(15, 'eve')}</ul></body></html>"
        ).encode(),
        {"Content-Type": "text/html; charset=utf-8"},
    )


def test_a_reply_is_kept_with_the_post_it_answers(desk: App) -> None:
    with served(answer) as (url, _):
        assert read_site(desk, url + "/t/7").signals_new == 5
    with desk.read() as session:
        every = {each.author: each for each in queries.list_signals(session)}
        found = places.answered_by(session, list(every.values()))
        told = {who: found[each.id].author for who, each in every.items() if each.id in found}
        rows = {row["author"]: row for row in objects_of(session, list(every.values()))}
    assert told == {"carla": "bob", "dora": "carla"}
    assert rows["dora"]["in_reply_to"]["url"] == every["carla"].url
    assert every["carla"].in_reply_to == every["bob"].key
    assert "in_reply_to" not in rows["eve"], "it answers the thread"
