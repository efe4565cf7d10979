"""Pages of people are told from threads, and what stands around a question from the question."""

from __future__ import annotations

from datetime import UTC, datetime

from leadminer.mining.extraction.page import Context, read_page
from leadminer.mining.extraction.values.builds import SiteMemory
from leadminer.mining.extraction.values.dates import Zone
from leadminer.mining.extraction.values.items import Post

NOW = datetime(2026, 11, 22, tzinfo=UTC)
ASKED = "We bought a press and the seller does not answer our letters. What can we do?"
SAID = "Send a letter with a date of delivery, lot {}, and keep the receipt of the post office."


def read(body: str, memory: SiteMemory, path: str) -> list[Post]:
    page = f"<html><body><main>{body}</main><footer>Run by the guild</footer></body></html>"
    context = Context(now=NOW, zone=Zone(UTC), build=memory)
    return read_page(page, f"http://x.example{path}", context).posts


def answer(n: int, inner: str = "") -> str:
    text = SAID.format(n)
    who = ("Paul Iven", "Julia Som", "Victor Lyk", "Anna Bel")[n % 4]
    return (
        f'<article class="answer"><div class="card"><a class="card__title" href="/experts/{n}">'
        f'{who}</a><div>Expert, Perm</div></div><div class="answer__body"><p>{text}</p></div>'
        f'<div class="foot"><time>{n + 2} September 2026, 07:1{n}</time></div>{inner}</article>'
    )


def remark(who: str, text: str, n: int = 5) -> str:
    return (
        f'<div class="note"><div class="head"><span class="comment__name">{who}</span><em>Client'
        f'</em><span class="at">{n} September 2026, 11:26</span></div><p>{text}</p></div>'
    )


def question(n: int, answers: str, remarks: str = "", who: str = "Olga", said: str = ASKED) -> str:
    return (
        f'<section class="question"><h1>A press that is not paid {n}</h1><div class="text">'
        f'<p>{said}</p></div><div class="info"><span class="question__author">{who}</span>, Perm '
        f'<span class="day">1 September 2026, 06:1{n}</span> <span>question {n}</span></div>'
        f"{remarks}</section><h2>Answers</h2>{answers}"
    )


def taught() -> SiteMemory:
    memory = SiteMemory()
    for n in range(3):
        answers = "".join(answer(each) for each in range(4))
        read(question(n, answers), memory, f"/question/{n}/")
    return memory


def test_names_that_nothing_marks_lead_to_the_pages_of_people() -> None:
    memory = taught()
    found = read(question(7, answer(1) + answer(2)), memory, "/question/7/")
    assert [post.author for post in found] == ["Olga", "Julia Som", "Victor Lyk"]
    assert found[1].author_url == "http://x.example/experts/1"
    assert memory.known_people() == {"/experts/{n}"}


def test_a_list_of_people_who_are_known_is_no_thread() -> None:
    cards = "".join(
        f'<div class="card"><a href="/experts/{n}">Paul Iven {n}</a><div>Expert, Perm</div></div>'
        for n in range(5)
    )
    assert read(f"<h1>Experts</h1>{cards}", taught(), "/experts/") == []


def test_a_remark_below_an_answer_is_not_taken_for_its_author() -> None:
    body = question(7, answer(1, remark("Olga", "They did not get it.", 6)) + answer(2))
    found = read(body, taught(), "/question/7/")
    assert [post.author for post in found] == ["Olga", "Julia Som", "Olga", "Victor Lyk"]


def test_a_question_with_one_remark_before_its_answers_is_read() -> None:
    body = question(7, answer(1) + answer(2), remark("Olga", "Yes, it is signed."))
    found = read(body, taught(), "/question/7/")
    assert [post.text for post in found][:2] == [ASKED, "Yes, it is signed."]


def test_a_welcome_above_the_heading_is_no_part_of_the_question() -> None:
    welcome = (
        '<div class="intro">Welcome here! Please read <a href="/r">our rules</a> first, all of '
        "them, before you ask or answer anything.</div>"
    )
    for look in ("intro", "alert alert-info"):
        body = welcome.replace("intro", look) + question(1, answer(1), said="Who sells hoops?")
        found = read(body, SiteMemory(), "/question/1/")
        assert found[0].text == "Who sells hoops?"


def test_one_person_who_asks_and_remarks_is_named_twice() -> None:
    who = '<a href="/member/4">anna</a>'
    body = (
        f"<h1>Hoops</h1><div class='q'><p>{ASKED}</p><small>{who} at 16:01 on 2026-08-20</small>"
        f"<div class='notes'><div class='n'>Where do you want to buy it? - <small>{who}"
        " at 23:54 on 2026-08-27</small></div></div></div>"
    )
    rest = "".join(
        f"<div class='a'><div class='b'><p>{SAID.format(n)}</p><small><a href='/member/{n}'>bob{n}"
        f"</a> at 03:5{n} on 2026-09-1{n}</small></div></div>"
        for n in range(3)
    )
    found = read(body + rest, SiteMemory(), "/q/1")
    assert [post.author for post in found] == ["anna", "anna", "bob0", "bob1", "bob2"]
