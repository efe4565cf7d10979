"""Which lists a second run needs: together they show all that any list shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadminer.mining.frontier import Frontier
from leadminer.mining.known import Known, known_of, row_of_known
from leadminer.mining.memory import CHANGED, SAME, UNCLEAR, Memory
from leadminer.mining.surveys import Survey
from leadminer.mining.tables import PageMemory

NOW = datetime(2026, 11, 18, 9, tzinfo=UTC)
HOME = "https://x.example/"


def page(
    url: str,
    *,
    shows: tuple[str, ...] = (),
    leads: tuple[tuple[str, str, str], ...] = (),
    newest: datetime | None = None,
    records: int = 0,
    row: str = "",
    on: str = "",
    days: float = 0.1,
    same: int = 0,
) -> Known:
    read_at = NOW - timedelta(days=days)
    return Known(
        url, url, "", "", "", records, newest, bool(records), row, read_at, on, leads, read_at,
        shows=shows, size=1000, same=same,
    )  # fmt: skip


def survey(pages: list[Known]) -> Survey:
    frontier = Frontier(HOME)
    return Survey({frontier.identity(p.url): p for p in pages}, frontier.identity,
                  frontier.identity(HOME))  # fmt: skip


def topic(n: int) -> str:
    return f"{HOME}topic/{n}"


LISTS = st.dictionaries(
    st.tuples(st.sampled_from(["board", "tag", "month", "best"]), st.integers(1, 9)),
    st.sets(st.integers(0, 30)),
    max_size=20,
)


@given(lists=LISTS, front=st.sets(st.integers(0, 30)))
def test_the_lists_that_are_needed_show_every_thread_that_any_list_shows(
    lists: dict[tuple[str, int], set[int]], front: set[int]
) -> None:
    pages = [page(topic(n), records=1) for n in range(31)]
    pages.append(page(HOME, shows=tuple(map(topic, front))))
    for (kind, n), shown in lists.items():
        pages.append(page(f"{HOME}{kind}/{n}", shows=tuple(map(topic, shown))))
    found = survey(pages)
    seen = set(front)
    for (kind, n), shown in lists.items():
        if f"{HOME}{kind}/{n}" in found.needed:
            seen |= shown
    assert seen >= set().union(*lists.values())


def test_the_kind_of_list_that_shows_all_for_the_fewest_bytes_is_taken() -> None:
    shown = tuple(map(topic, range(12)))
    pages = [page(url, records=1) for url in shown]
    pages += [page(f"{HOME}tag/{n}", shows=shown[n : n + 6]) for n in range(12)]
    pages += [page(f"{HOME}board/{n}", shows=shown[n * 6 : n * 6 + 6]) for n in range(3)]
    pages += [page(f"{HOME}best", shows=shown), page(f"{HOME}help")]
    found = survey([*pages, page(HOME)])
    assert found.needed == {f"{HOME}board/{n}" for n in range(3)}, "an empty board among them"
    assert found.is_idle_kind(f"{HOME}tag/99") and not found.is_idle_kind(f"{HOME}board/99")


def test_lists_that_lead_to_needed_lists_are_needed() -> None:
    shown = tuple(map(topic, range(8)))
    towns = tuple(f"{HOME}town/{n}" for n in range(4))
    pages = [page(url, records=1) for url in shown]
    pages += [page(url, shows=shown[n * 2 : n * 2 + 2]) for n, url in enumerate(towns)]
    pages += [page(f"{HOME}region/{n}", shows=towns[n * 2 : n * 2 + 2]) for n in range(2)]
    pages.append(page(HOME, shows=(f"{HOME}region/0", f"{HOME}region/1")))
    found = survey(pages)
    assert {f"{HOME}region/0", f"{HOME}region/1", *towns} <= found.needed


def memory(pages: list[Known]) -> Memory:
    made = Memory(NOW, is_whole=True)
    made.take(pages)
    made.settle(Frontier(HOME))
    return made


def boards(told: str) -> list[Known]:
    pages = []
    for b in range(3):
        last = NOW - timedelta(days=2 + b)
        mine = tuple(topic(b * 10 + n) for n in range(5))
        pages += [
            page(url, records=2, newest=last - timedelta(days=n)) for n, url in enumerate(mine)
        ]
        row = told.format(threads=5, posts=10, last=f"{last:%Y-%m-%d %H:%M}")
        pages.append(page(f"{HOME}board/{b}", shows=mine, row=row, on="/"))
    return [*pages, page(HOME, shows=tuple(f"{HOME}board/{b}" for b in range(3)))]


def test_a_boards_row_is_believed_where_it_was_found_to_tell_of_what_is_below() -> None:
    told = "{threads} ¦ {posts} ¦ {last}"
    known = memory(boards(told))
    board = next(p for p in boards(told) if p.url.endswith("board/1"))
    assert known.judge_list(board, board.row, "/") == SAME
    later = f"{NOW - timedelta(minutes=5):%Y-%m-%d %H:%M}"
    assert known.judge_list(board, f"5 ¦ 11 ¦ {later}", "/") == CHANGED
    assert known.judge_list(board, board.row, "/other") == UNCLEAR


def test_a_boards_row_that_counts_threads_only_does_not_stand_for_answers() -> None:
    known = memory(boards("{threads} threads"))
    board = next(p for p in boards("{threads} threads") if p.url.endswith("board/1"))
    assert known.judge_list(board, board.row, "/") == UNCLEAR


def test_a_list_that_shows_nothing_of_its_own_is_asked_after_longer_and_longer_times() -> None:
    def left(days: float, same: int) -> bool:
        shown = page(f"{HOME}tag/1", days=days, same=same)
        return memory([shown, page(HOME)]).may_leave(shown)

    assert left(0.9, 0) and not left(2.1, 0)
    assert left(3.9, 2) and not left(8.1, 2)
    assert left(29, 9) and not left(30.1, 20)


def test_a_page_is_read_from_its_row_as_it_was_written() -> None:
    known = page(topic(1), records=2, newest=NOW, row="2 ¦ x", on="/board/{n}", same=3)
    row = {**row_of_known(known), "source_id": 1, "reader": "qa/1/1", "url_hash": "x"}
    assert known_of(PageMemory(**row)) == known


def test_threads_with_an_address_for_each_post_are_counted_once() -> None:
    first = page(topic(1), records=10, newest=NOW - timedelta(days=2),
                 leads=((f"{topic(1)}?page=2", "page", topic(1)),))  # fmt: skip
    last = page(f"{topic(1)}?page=2", records=3, newest=NOW - timedelta(days=1))
    posts = [
        replace(page(f"{HOME}post?p={n}", records=last.records, newest=last.newest_at),
                page_url=last.url) for n in (12, 13)
    ]  # fmt: skip
    board = page(f"{HOME}board/1", shows=(topic(1), posts[0].url, posts[1].url))
    found = survey([page(HOME, shows=(board.url,)), board, first, last, *posts])
    assert found.held_in(first) == (13, last.newest_at)
    assert found.held_in(posts[0]) == (13, last.newest_at)
    assert len(found.below(board)) == 1
    assert not list(found.orphans())


def lists_of(sizes: list[list[int]]) -> Survey:
    """Boards with pages of so many threads each."""
    pages, n = [page(HOME)], 0
    for board, each in enumerate(sizes):
        for number, size in enumerate(each, 1):
            shown = tuple(topic(n + k) for k in range(size))
            n += size
            pages += [page(url, records=1) for url in shown]
            url = f"{HOME}board/{board}" + (f"?page={number}" if number > 1 else "")
            turns = ((f"{HOME}board/{board}?page={number + 1}", "next", ""),)
            last = number == len(each)
            pages.append(page(url, shows=shown, leads=() if last else turns))
    return survey(pages)


@pytest.mark.parametrize(
    ("sizes", "is_cut"),
    [
        ([[10, 10, 10, 4]], True),
        ([[10, 4], [10, 9], [10, 1]], True),
        ([[10, 4]], False),  # one page tells nothing of the size of all
        ([[7, 9, 8, 7, 8]], False),  # by month, by letter
        ([[10, 10, 10, 12]], False),
    ],
)
def test_only_pages_of_one_size_move_on_what_is_put_in(
    sizes: list[list[int]], is_cut: bool
) -> None:
    found = lists_of(sizes)
    frontier = Frontier(HOME)
    head = found.pages[frontier.identity(f"{HOME}board/0")]
    assert found.is_cut_to_size(found.chain(head)) is is_cut


def test_what_news_pushed_on_to_a_later_page_makes_no_other_list_needed() -> None:
    threads = [f"{HOME}q/{n}/" for n in range(12)]
    held = [page(url, newest=NOW, records=1) for url in threads]
    front, later, tag = f"{HOME}list", f"{HOME}list?page=2", f"{HOME}tagged/pumps"
    turn = ((later, "page", ""),)
    lists = [
        page(HOME, leads=((front, "content", ""), (tag, "content", ""))),
        page(later, shows=tuple(threads[9:])),
        page(tag, shows=tuple(threads[4:10])),
    ]

    def needed(moved: tuple[str, ...]) -> set[str]:
        head = replace(page(front, shows=tuple(threads[:7]), leads=turn), moved=moved)
        pages = {frontier.identity(p.url): p for p in (*held, *lists, head)}
        return Survey(pages, frontier.identity, frontier.identity(HOME)).needed

    frontier = Frontier(HOME)
    assert tag in needed(())
    assert tag not in needed(tuple(threads[7:9]))
    again = known_of(PageMemory(**row_of_known(replace(lists[1], moved=(tag,)))))
    assert again.moved == (tag,)


def test_a_kind_of_address_at_which_threads_stand_is_never_left_aside() -> None:
    boards = tuple(f"{HOME}board/{n}" for n in range(2))
    read = [page(topic(n), records=1) for n in range(4)]
    unread = [page(topic(n)) for n in range(4, 9)]  # of which nothing could be read
    pages = [page(url, shows=tuple(map(topic, range(9)))) for url in boards]
    found = survey([page(HOME, shows=boards), *pages, *read, *unread])
    assert not found.is_idle_kind(topic(99))
    assert survey([page(HOME, shows=boards), *pages, *unread]).is_idle_kind(topic(99))


def led_by_home(*others: Known) -> Memory:
    shown = tuple(map(topic, range(3)))
    leads = tuple((url, "content", "") for url in (*shown, topic(3), f"{HOME}tag/1"))
    turns = ((f"{HOME}?page=2", "page", ""),)
    home = page(HOME, shows=shown, leads=leads + turns)
    return memory([home, *(page(url, records=1) for url in shown), *others])


def test_what_a_whole_run_left_aside_is_left_aside_again() -> None:
    found = led_by_home()
    assert found.was_left(f"{HOME}tag/1")
    assert not found.was_left(f"{HOME}tag/2"), "a new one"
    assert not found.was_left(topic(3)), "threads stand at such addresses"
    assert not found.was_left(f"{HOME}?page=2"), "it may have come to be since"
    found.was_cut = True
    assert not found.was_left(f"{HOME}tag/1")


def test_an_unread_list_is_not_left_aside_where_its_likes_were_needed() -> None:
    shown = tuple(map(topic, range(6)))
    letters = [page(f"{HOME}az/{c}", shows=shown[2 * n : 2 * n + 2]) for n, c in enumerate("abc")]
    home = page(HOME, leads=tuple((f"{HOME}az/{c}", "content", "") for c in "abcx"))
    threads = [page(url, records=1) for url in shown]
    assert not memory([home, *letters, *threads]).was_left(f"{HOME}az/x")


def test_a_page_that_did_not_come_was_not_left_aside() -> None:
    missed = replace(page(f"{HOME}tag/1"), missed="http_503")
    assert not led_by_home(missed).was_left(f"{HOME}tag/1")


def test_later_pages_are_left_aside_again_only_of_lists_that_nobody_needs() -> None:
    shown = tuple(map(topic, range(8)))
    threads = [page(url, records=1) for url in shown]
    heads = [
        page(f"{HOME}{kind}", shows=shows, leads=((f"{HOME}{kind}?page=2", "page", ""),))
        for kind, shows in (("all", shown), ("hot", shown[:4]))
    ]
    found = memory([page(HOME, shows=tuple(each.url for each in heads)), *threads, *heads])
    assert found.was_left(f"{HOME}hot?page=2", heads[1])
    assert not found.was_left(f"{HOME}all?page=2", heads[0])


def test_what_news_pushed_on_to_a_later_page_has_not_risen() -> None:
    shown = [tuple(map(topic, range(n, n + 6))) for n in (0, 6)]
    threads = [page(topic(n), records=2, newest=NOW - timedelta(days=n + 1)) for n in range(12)]
    lists = [page(HOME, shows=shown[0]), page(f"{HOME}?page=2", shows=shown[1])]
    found = survey([*lists, *threads])
    found.has_replies = True
    identity = found.identity
    pushed = [*map(topic, (4, 5, 6, 7, 8, 9))]
    assert found.risen(lists[1], pushed) == set()
    answered = [*map(topic, (4, 5, 9, 6, 7, 8))]
    assert found.risen(lists[1], answered) == {identity(topic(9))}
    assert found.risen(lists[1], [*map(topic, (5, 4, 6, 7, 8, 9))]) == {identity(topic(5))}
