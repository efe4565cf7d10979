"""One person's same words in one thread: said twice, or shown twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from leadminer.mining.extraction.page import Context, read_page
from leadminer.mining.extraction.values.items import Post
from leadminer.mining.rows import Evidence, Found, PageKeys

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
URL = "https://x.example/t/7"
SAID = (
    ("anna", "2026-11-20 08:00", "Who has three pumps for our yard in Ulm? We need them soon."),
    ("bob", "2026-11-20 08:10", "I am interested too, please send the price to me."),
    ("carl", "2026-11-20 09:10", "We have some pumps here and could send one."),
    ("bob", "2026-11-21 08:10", "I am interested too, please send the price to me."),
    ("dora", "2026-11-21 10:10", "Which make do you have, and how old are they?"),
    ("bob", "2026-11-21 11:10", "+1"),
    ("dora", "2026-11-21 12:10", "No idea."),
    ("bob", "2026-11-21 13:10", "+1"),
)


def keys_of(posts: list[Post]) -> list[str]:
    keys = PageKeys()
    return [keys.key_of(Found(post, Evidence(URL, NOW, 200, ""), URL)) for post in posts]


def reply(author: str, text: str, minutes: int | None, *, url: str = URL) -> Post:
    posted = None if minutes is None else NOW + timedelta(minutes=minutes)
    return Post(text=text, author=author, posted=posted, url=url, is_reply=True)


def test_what_one_person_says_twice_is_two_signals() -> None:
    said = "".join(
        f'<div class="post"><div class="by"><a href="/user/{who}">{who}</a> <span class="date">'
        f'{when}</span></div><div class="text"><p>{text}</p></div></div>'
        for who, when, text in SAID
    )
    page = read_page(f"<body><h1>Pumps wanted</h1>{said}</body>", URL, Context(now=NOW))
    assert len(page.posts) == len(SAID)
    assert len(set(keys_of(page.posts))) == len(SAID)


def test_what_is_shown_twice_is_one_signal() -> None:
    one, again = reply("bob", "We too", 5), reply("bob", "We too", 5)
    untold = reply("bob", "We too", None)
    assert len(set(keys_of([one, again, untold]))) == 1
    nobody = [reply("", "We too", 5), reply("", "We too", 50)]
    assert len(set(keys_of(nobody))) == 1, "of nobody's words it is not known who says them again"


@given(st.permutations([("bob", 5), ("bob", 65), ("bob", 5), ("bob", None), ("eve", 65)]))
def test_the_order_of_a_page_makes_no_other_signals(said: list[tuple[str, int | None]]) -> None:
    found = set(keys_of([reply(who, "We too", minutes) for who, minutes in said]))
    assert found == set(keys_of([reply("bob", "We too", m) for m in (0, 90)])) | set(
        keys_of([reply("eve", "We too", 1)])
    )


def test_a_reply_with_an_address_is_known_by_it_at_any_time() -> None:
    one, other = (reply("bob", "We too", m, url=f"{URL}#p8") for m in (5, 300))
    assert len(set(keys_of([one, other]))) == 1
