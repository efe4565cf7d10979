"""What plain hand-written servers do: guests not registered, latest comments, posts gone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from leadminer.mining.extraction.html.parsing import parse_html
from leadminer.mining.extraction.page import Context, read_page
from leadminer.mining.extraction.records.furniture import only_tells_of_act
from leadminer.mining.extraction.values.builds import SiteMemory
from leadminer.mining.extraction.values.items import PageReading

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SAID = "We need some steel drums for our yard, lot {}, who can help?"


def read(body: str, path: str = "/topic/4") -> PageReading:
    page = f"<html><head><title>Drums</title></head><body>{body}</body></html>"
    return read_page(page, f"http://x.example{path}", Context(now=NOW))


def post(n: int, who: str, said: str = "") -> str:
    return (
        f'<div class="post" id="p{n}"><div class="head">{who} posted on November {n}, 2026 '
        f'at 09:2{n} PM</div><div class="content"><p>{said or SAID.format(n)}</p></div></div>'
    )


@pytest.mark.parametrize("note", ["not registered", "unregistered", "nicht registriert"])
def test_who_is_not_registered_posts_all_the_same(note: str) -> None:
    member = '<a class="author" href="/member/7">anna</a>'
    guest = f'<span class="author">Guest ({note})</span>'
    posts = read("<h1>Drums</h1>" + post(1, guest) + post(2, member) + post(3, guest)).posts
    assert [p.author for p in posts] == ["Guest", "anna", "Guest"]


def test_a_time_after_who_began_the_thread_is_no_name() -> None:
    body = (
        '<h1>求购钢桶</h1><table class="floor"><tr><td class="side"><b>小鱼儿</b><br>积分 528</td>'
        '<td><div class="info"><span class="lou">楼主</span> 发表于 2026-11-10 10:00 | '
        '<a href="/read-4.html?only=48">只看该作者</a></div><div class="txt">我们需要二手钢桶，'
        "每月二百只，有货的请联系我。</div></td></tr></table>"
    )
    assert [p.author for p in read(body, "/read-4.html").posts] == ["小鱼儿"]


def test_the_latest_comments_of_a_site_are_no_posts_of_that_page() -> None:
    rows = "".join(
        f'<div class="c"><div class="ch"><a href="/user/u{n}">u{n}</a> {n + 1} hours ago on: '
        f'<a href="/item/{n // 2}">What became of steel drum no {n // 2}</a></div>'
        f'<div class="ct"><p>{SAID.format(n)}</p></div></div>'
        for n in range(8)
    )
    assert read(rows, "/comments").posts == []


def test_posts_that_each_point_to_one_other_thread_stay_posts() -> None:
    rows = "".join(
        f'<div class="c"><div class="ch"><a href="/user/u{n}">u{n}</a> {n + 1} hours ago in '
        f'<a href="/forum/2">Things wanted of all kinds</a></div>'
        f'<div class="ct"><p>{SAID.format(n)}</p></div></div>'
        for n in range(8)
    )
    assert len(read("<h1>Drums</h1>" + rows).posts) == 8


def test_a_lone_asker_is_called_without_san_where_all_on_another_page_had_it() -> None:
    def said(word: str, name: str) -> str:
        return (
            f'<section><p class="who">{word}者：{name}さん</p><div class="txt"><p>'
            "鋼のドラム缶を探しています。よろしくお願いします。</p></div>"
            f'<p class="dt">{word}日時：2026年10月0{len(name)}日 10:00</p></section>'
        )

    build = SiteMemory()

    def names(body: str, path: str) -> list[str]:
        page = f"<html lang=ja><body><h2>ドラム缶</h2>{body}</body></html>"
        context = Context(now=NOW, build=build)
        return [p.author for p in read_page(page, f"http://x.example{path}", context).posts]

    full = said("質問", "さくら") + said("回答", "高橋") + said("回答", "ねこ好き")
    assert names(said("質問", "ゆき"), "/q/1") == ["ゆきさん"]  # it may be a part of the name
    assert names(full, "/q/2")[1:] == ["高橋", "ねこ好き"]
    assert names(said("質問", "ゆき"), "/q/3") == ["ゆき"]


def test_a_quote_in_a_field_set_is_no_text_of_who_quotes() -> None:
    quote = "<fieldset><legend>ben schrieb:</legend>Die Pumpe ist undicht und alt</fieldset>"
    member = '<a class="author" href="/member/7">anna</a>'
    posts = read("<h1>Drums</h1>" + post(1, member) + post(2, member, quote + "Danke sehr!")).posts
    assert [p.text for p in posts] == [SAID.format(1), "Danke sehr!"]


def test_the_name_of_a_picture_board_is_no_title() -> None:
    page = (
        "<html><head><title>/diy/ - Label printer for parcels</title></head><body><h1>/diy/</h1>"
        + post(1, '<a class="author" href="/member/7">anna</a>')
        + "</body></html>"
    )
    found = read_page(page, "http://x.example/diy/res/4.html", Context(now=NOW))
    assert found.posts[0].title == "Label printer for parcels"


@pytest.mark.parametrize(
    "text",
    ["[deleted]", "This post has been deleted.", "Comment removed by moderator", "该帖已被删除",
     "Dieser Beitrag wurde gelöscht.", "Сообщение удалено", "この投稿は削除されました"],
)  # fmt: skip
def test_what_is_gone_is_no_text(text: str) -> None:
    assert only_tells_of_act(text, parse_html(f"<p>{text}</p>"))


@pytest.mark.parametrize(
    "text", ["I removed it by hand", "deleted my account, help", "删除了怎么办"]
)
def test_who_speaks_of_removing_speaks(text: str) -> None:
    assert not only_tells_of_act(text, parse_html(f"<p>{text}</p>"))


def test_a_lone_link_to_a_category_tells_the_section() -> None:
    body = (
        '<h1>Drums</h1><p>in <a href="/category/4">Metal goods</a> · viewed 12 times</p>'
        + post(1, '<a class="author" href="/member/7">anna</a>')
        + '<ul><li><a href="/tags/drums">drums</a></li></ul>'
    )
    assert read(body).posts[0].section == ["Metal goods"]
    several = body + '<ul><li><a href="/category/5">Wood</a></li></ul>'
    assert read(several).posts[0].section == []
