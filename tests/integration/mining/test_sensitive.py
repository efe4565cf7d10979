"""A crawl stores nothing that may not be kept, not even in what it remembers of pages."""

from __future__ import annotations

from sqlalchemy import text as sql

from leadminer.app import App, open_app
from leadminer.signals import queries
from leadminer.store.metadata import all_metadata
from tests.integration.mining.runs import read_site
from tests.integration.mining.small_web import Answer, html, served

TELLING = "I have narcolepsy and need a quiet chair. My boss's mail is big.boss@gmail.com"
TEXTS = (TELLING, "We need 40 chairs, mail buyer@firm.example", "Who sells good lamps in Leeds?")


def board(path: str, _count: int) -> Answer:
    if path == "/":
        rows = "".join(
            f'<li><a href="/topic/{n}/">Topic number {n}</a> <span>{text[:44]}</span> <i>1</i></li>'
            for n, text in enumerate(TEXTS)
        )
        return html(f"<html><body><h1>Board</h1><ul>{rows}</ul></body></html>")
    if path.startswith("/topic/"):
        number = int(path.split("/")[2])
        posts = "".join(
            f'<div class="post" id="p{number}{k}"><a class="author" href="/u/user{k}">user{k}</a> '
            f'<span class="date">2026-10-0{k + 1} 10:0{k}</span>'
            f'<div class="message">{said}</div></div>'
            for k, said in enumerate((TEXTS[number], f"I could offer number {number} next week."))
        )
        return html(f"<html><body><h1>Topic number {number}</h1>{posts}</body></html>")
    return Answer(404)


def everything(app: App) -> str:
    with app.read() as session:
        found = []
        for table in all_metadata().tables:
            found += [str(tuple(row)) for row in session.execute(sql(f'SELECT * FROM "{table}"'))]
    return "\n".join(found)


def test_what_a_post_tells_is_masked_before_anything_is_written(desk: App) -> None:
    with served(board) as (url, _):
        run = read_site(desk, url)
    assert (run.outcome, run.signals_new) == ("ok", 6)
    kept = everything(desk)
    assert "quiet chair" in kept and "buyer@firm.example" in kept
    assert "narcolepsy" not in kept and "big.boss" not in kept


def test_what_is_dropped_is_counted_and_not_read_anew_each_time(desk: App) -> None:
    path = desk.workspace.config_path
    text = path.read_text("utf-8").replace('mode = "mask"', 'mode = "drop"', 1)
    path.write_text(text)
    with open_app(desk.workspace.root) as app, served(board) as (url, log):
        run = read_site(app, url)
        assert (run.outcome, run.signals_new) == ("ok", 5)
        assert run.refusals == {"sensitive": 1}
        asked = len(log)
        again = read_site(app, url)
        assert again.signals_new == 0
        assert len(log) - asked <= asked
        with app.read() as session:
            assert all("chair." not in s.text for s in queries.each_signal(session))
