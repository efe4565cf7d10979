"""What stands in and under posts and is not their authors': told by repetition and by times."""

from __future__ import annotations

from datetime import UTC, datetime

from leadminer.mining.extraction.page import Context, read_page
from leadminer.mining.extraction.values.builds import SiteMemory
from leadminer.mining.extraction.values.items import PageReading

NOW = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
NAMES = ("anna_b", "carl", "dora", "Eve Miller")


def read(
    *bodies: str, memory: SiteMemory | None = None, names: tuple[str, ...] = NAMES, called: str = ""
) -> PageReading:
    posts = "".join(
        f'<div class="k1"><div class="k2"><a href="/user/{n}">{names[n]}</a>'
        f'<span class="k3">12.11.2026, 1{n}:05</span></div><div class="k4">{body}</div></div>'
        for n, body in enumerate(bodies)
    )
    page = f"<html><head><title>Old pump</title></head><body><h1>Old pump</h1>{posts}</body></html>"
    context = Context(now=NOW, build=memory or SiteMemory(), called=called)
    return read_page(page, "https://forum.example/t/7", context)


def texts(*bodies: str, memory: SiteMemory | None = None) -> list[str]:
    return [post.text for post in read(*bodies, memory=memory).posts]


FIRST = "We need 40 steel drums near Leeds before the end of March."
ANSWER = "Ask the agent in York, he had some last week."


def test_a_box_that_repeats_an_earlier_post_is_no_part_of_the_answer() -> None:
    box = f'<div class="x1"><div class="x2">anna_b, то́гда</div><div class="x3">{FIRST}</div></div>'
    assert texts(FIRST, f"{box}{ANSWER}") == [FIRST, ANSWER]


def test_a_short_answer_under_a_long_quote_is_the_post() -> None:
    box = f'<div class="x1"><div class="x2">anna_b :</div><div class="x3">{FIRST}</div></div>'
    assert texts(FIRST, f"{box}Same here")[1] == "Same here"


def test_a_line_that_names_whom_it_quotes_goes_with_the_quote() -> None:
    quote = f'<p class="q">anna_b kirjutas</p><blockquote>{FIRST}</blockquote>'
    assert texts(FIRST, f"{quote}<p>{ANSWER}</p>") == [FIRST, ANSWER]


def test_two_people_who_say_the_same_few_words_quote_nobody() -> None:
    assert texts(FIRST, "<p>Same here.</p><p>Thanks</p>", "<p>Same here.</p><p>Bump</p>")[2] == (
        "Same here.\nBump"
    )


def test_quotes_of_one_look_are_known_when_what_they_repeat_stands_elsewhere() -> None:
    memory = SiteMemory()
    box = f'<div class="x1"><div class="x2">anna_b</div><div class="x3">{FIRST}</div></div>'
    texts(FIRST, f"{box}{ANSWER}", f"{box}Me too", memory=memory)
    other = '<div class="x1"><div class="x2">Zoe</div><div class="x3">Words of page one</div></div>'
    assert texts(FIRST, f"{other}{ANSWER}", memory=memory)[1] == ANSWER


def test_a_moment_after_the_post_was_written_tells_of_a_change() -> None:
    note = '<div class="z">แก้ไขข้อความเมื่อ 14.11.2026, 08:30</div>'
    assert texts(f"{FIRST}{note}", ANSWER)[0] == FIRST


def test_a_short_answer_with_a_note_of_change_is_kept() -> None:
    note = '<div class="z">Ändrat 14.11.2026, 08:30</div>'
    assert texts(FIRST, f'<div class="y"><div>+1</div>{note}</div>')[1] == "+1"
    assert texts(FIRST, f'<div class="y">+1{note}</div>')[1] == "+1"


def test_a_moment_before_the_post_or_still_to_come_is_the_authors_word() -> None:
    earlier = '<span class="z">It broke on 02.11.2026, 08:30</span>'
    later = '<span class="z">We meet on 24.12.2026, 08:30</span>'
    found = texts(f"{FIRST} {earlier}", f"{ANSWER} {later}")
    assert found[0].endswith("02.11.2026, 08:30") and found[1].endswith("24.12.2026, 08:30")


def test_what_stands_under_a_short_rule_is_a_signature() -> None:
    rule = '<hr size="1" width="200" align="left">No pain no gain'
    assert texts(FIRST, f"{ANSWER}<br>{rule}")[1] == ANSWER


def test_a_rule_across_the_text_parts_nothing_off() -> None:
    assert texts(FIRST, f"{ANSWER}<hr>Call me tomorrow")[1].endswith("Call me tomorrow")


def test_the_last_line_that_an_author_repeats_is_a_signature_on_later_pages_too() -> None:
    memory = SiteMemory()
    names = ("anna_b", "carl", "carl", "dora")
    bodies = [FIRST, *(f"{said}<br>Pumps are my life" for said in (ANSWER, "Not before May."))]
    assert [p.text for p in read(*bodies, names=names, memory=memory).posts][1:] == [
        ANSWER, "Not before May.",
    ]  # fmt: skip
    lone = f"{FIRST} Any size.<br>Pumps are my life"
    assert texts("x y z", lone, memory=memory)[1] == f"{FIRST} Any size."


def test_a_way_to_reach_an_author_is_kept_though_repeated() -> None:
    names = ("anna_b", "carl", "carl", "dora")
    bodies = [FIRST, *(f"{said}<br>WeChat 5551234567" for said in (ANSWER, "Not before May."))]
    assert "5551234567" in read(*bodies, names=names).posts[2].text
