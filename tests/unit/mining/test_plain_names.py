"""Names that nothing marks, texts beside which something else stands, a comment in a post."""

from __future__ import annotations

from datetime import UTC, datetime

from leadminer.mining.extraction.page import Context, read_page
from leadminer.mining.extraction.values.builds import SiteMemory
from leadminer.mining.extraction.values.dates import Zone
from leadminer.mining.extraction.values.items import Post

NOW = datetime(2026, 11, 22, tzinfo=UTC)
TEXT = "We need some steel drums and hoops for our yard, lot {}, soon."
NAMES = ("anna", "bob", "carl")


def posts(body: str, memory: SiteMemory | None = None) -> list[Post]:
    page = f"<html><body><h1>Drums wanted</h1>{body}<p>Run by the guild</p></body></html>"
    context = Context(now=NOW, zone=Zone(UTC), build=memory or SiteMemory())
    return read_page(page, "http://x.example/topic.php?t=3", context).posts


def cells(name: str, said: str, number: int, *, note: str = "") -> str:
    """A post in the manner of old boards: who it is in one cell, time and words in another."""
    return (
        f'<tr><td width="150"><b>{name}</b><br><font size="1">Novice<br>Joined: 04 Feb 2019<br>'
        f"Posts: {number}</font></td><td><table><tr><td><font>Posted: 2026-10-0{number} 10:03"
        f'</font></td><td><a href="/reply.php?quote={number}">Zitat</a></td></tr><tr>'
        f'<td colspan="2"><font size="2">{said}</font>{note}</td></tr></table></td></tr>'
    )


def test_a_name_in_bold_in_a_cell_of_its_own_is_the_author() -> None:
    rows = "".join(cells(name, TEXT.format(n), n) for n, name in enumerate(NAMES, 1))
    found = posts(f"<table>{rows}</table>")
    assert [(p.author, p.text) for p in found] == [
        (name, TEXT.format(n)) for n, name in enumerate(NAMES, 1)
    ]


def test_a_text_beside_a_note_of_change_is_not_lost_to_what_is_said_of_its_author() -> None:
    note = "<br><font>Last edited by bob on 2026-10-03 10:03</font>"
    rows = [cells(f"anna{n}", TEXT.format(n) * 3, n) for n in range(1, 5)]
    rows[2] = cells("bob", "Me too, please.", 3, note=note)
    found = posts(f"<table>{''.join(rows)}</table>")
    assert [p.text for p in found][2].startswith("Me too, please.")
    assert not any("Joined" in p.text for p in found)


def test_the_number_of_a_post_is_no_label_of_the_name_behind_it() -> None:
    row = f"<dt>1：<b>さくら</b>：2026/10/01 11:22</dt><dd>{TEXT.format(1)}</dd>"
    found = posts(f"<dl>{row}</dl><hr><address>管理人</address>")
    assert [p.author for p in found] == ["さくら"]


def test_a_post_without_words_has_no_name_of_them() -> None:
    memory = SiteMemory()
    rows = "".join(cells(f"anna{n}", TEXT.format(n) * 3, n) for n in range(1, 6))
    posts(f"<table>{rows}</table>", memory)
    found = posts(f"<table>{cells('bob', '+1', 6)}</table>", memory)
    assert [(p.author, p.text) for p in found] == [("bob", "+1")]


def test_a_question_is_not_lost_to_the_one_comment_in_it() -> None:
    words = {2: "What do you need them for?", 3: "Thank you, that helped.", 4: "Where is that?"}

    def comment(name: str, day: int) -> str:
        return (
            f'<ul><li class="komm"><div><a href="/profile/{name}">{name}</a> <a href="#k{day}">'
            f"2026-10-{day:02} 11:00</a></div><div><p>{words[day]}</p></div></li></ul>"
        )

    def answer(name: str, day: int) -> str:
        return (
            f'<div class="answer"><div><a href="/profile/{name}">{name}</a></div>'
            f"<div>{TEXT.format(day)}</div><div>Answered 2026-10-{day:02} 09:00</div>"
            f"{comment('dora', day)}</div>"
        )

    found = posts(
        f'<div class="question"><div><a href="/profile/anna">anna</a></div><div>{TEXT.format(1)}'
        f"</div><div>Asked 2026-10-01 08:00 · 120 views</div>{comment('bob', 2)}</div>"
        + answer("carl", 3) + answer("emil", 4)
    )  # fmt: skip
    said = [(p.author, p.posted.day if p.posted else 0) for p in found]
    assert said == [("anna", 1), ("bob", 2), ("carl", 3), ("dora", 3), ("emil", 4), ("dora", 4)]
    assert found[0].text == TEXT.format(1)


def test_what_was_done_at_a_time_is_nobody() -> None:
    card = (
        '<div id="a{n}"><div class="prose"><p>{text}</p></div><div class="user-info">'
        '<div class="user-action-time">answered <span title="2026-10-0{n} 10:03:00Z">Oct {n} at '
        '10:03</span></div><div class="user-details">{who}<div>1,591</div></div></div></div>'
    )
    linked = '<a href="/users/4{}/u">{}</a>'
    body = "".join(
        card.format(n=n, text=TEXT.format(n), who=linked.format(n, name))
        for n, name in enumerate(NAMES, 1)
    )
    assert [p.author for p in posts(body)] == list(NAMES)


def test_a_day_below_its_label_is_no_posting_time() -> None:
    since = "<ul><li>Member since:<br>June 12, 2019</li></ul>"
    panel = f'<div class="vcard"><b class="fn">anna</b>{since}</div>'
    said = f'<div class="words">{TEXT.format(7)}</div><p>2026-10-04 10:03</p>'
    found = posts(f'<div class="question">{panel}<div>{said}</div></div>')
    assert [(p.author, p.text) for p in found] == [("anna", TEXT.format(7))]


def test_what_counts_somebodys_answers_is_not_a_name() -> None:
    said = [TEXT.format(n) * 2 for n in range(1, 4)]
    rows = "".join(
        f'<article class="answer"><aside class="card"><a class="card__name" href="/guides/{n}">'
        f"{name}</a><div><b>{1990 + n}</b> answers <b>{n * 7}</b> thanks</div></aside>"
        f"<div>{text}</div><div><time>2026-10-0{n} 10:03</time></div></article>"
        for n, (name, text) in enumerate(zip(NAMES, said, strict=True), 1)
    )
    assert [p.author for p in posts(rows)] == list(NAMES)
