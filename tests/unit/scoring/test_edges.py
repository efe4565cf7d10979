"""N-grams that begin a sentence or close a title are learnt once more, on their own."""

from __future__ import annotations

from leadminer.scoring import ScoringText
from leadminer.scoring.batch import BUCKETS, WORD_BUCKET_SHIFT, WORD_BUCKETS, read


def buckets(text: str, title: str = "") -> set[int]:
    return set(read([ScoringText(id="1", title=title, text=text)]).bucket.tolist())


def test_words_at_the_beginning_of_a_sentence_are_told_from_the_same_words_inside_one() -> None:
    inside = buckets("Ask us if you are looking for chairs, steel ones.")
    assert buckets("looking for chairs") - inside
    assert not buckets("looking for chairs") - buckets("Hi all. Looking for chairs.") - inside


def test_the_word_that_closes_a_title_is_told_from_the_same_word_before() -> None:
    first, last = buckets("", "wanted fax machine"), buckets("", "fax machine wanted")
    assert last - first - buckets("", "machine wanted fax") - buckets("", "wanted")


def test_class_and_strength_see_as_many_buckets_as_their_weights_have() -> None:
    assert BUCKETS >> WORD_BUCKET_SHIFT == WORD_BUCKETS == 1 << 14


def test_no_text_and_a_lone_mark_have_no_edges() -> None:
    assert not buckets("")
    assert buckets("?")
