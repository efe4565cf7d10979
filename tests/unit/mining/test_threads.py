"""Threads of many builds, without any structured data: who said what, when."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from leadminer.mining.page import Context, read_page

NOW = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
URL = "https://forum.example.org/viewtopic.php?t=7"

# each build is written here from scratch in the manner of a family of software
CLASSIC = """<div class="post has-profile" id="p101"><div class="inner">
<dl class="postprofile"><dt><a href="memberlist.php?mode=viewprofile&u=5" class="username">anna_b</a></dt>
<dd class="profile-posts"><strong>Posts:</strong> 12</dd><dd><strong>Joined:</strong> Mon Mar 02, 2020 8:15 am</dd></dl>
<div class="postbody"><h3><a href="#p101">Steel drums wanted</a></h3>
<p class="author"><a href="viewtopic.php?p=101#p101">Post</a> by <a class="username" href="memberlist.php?mode=viewprofile&u=5">anna_b</a> &raquo; Tue Nov 03, 2026 10:15 am</p>
<div class="content">We need 40 steel drums by March.<br>Who can deliver to Leeds?</div>
<div class="signature">Anna, Leeds - since 1999</div></div></div></div>
<div class="post has-profile" id="p102"><div class="inner">
<dl class="postprofile"><dt><a href="memberlist.php?mode=viewprofile&u=9" class="username">Bob</a></dt>
<dd><strong>Joined:</strong> Mon Mar 02, 2020 8:15 am</dd></dl>
<div class="postbody"><h3><a href="#p102">Re: Steel drums wanted</a></h3>
<p class="author"><a href="viewtopic.php?p=102#p102">Post</a> by <a class="username" href="memberlist.php?mode=viewprofile&u=9">Bob</a> &raquo; Wed Nov 04, 2026 9:05 pm</p>
<div class="content"><p>+1, we need this too</p></div></div></div></div>"""

TABLES = """<table id="pid101" class="plhin"><tr><td class="pls"><div class="authi"><a href="home.php?mod=space&uid=5" class="xw1">anna_b</a></div>
<p>注册时间 2019-3-4</p></td><td class="plc"><div class="pti"><div class="authi"><em id="authorposton101">发表于 2026-11-03 10:15:00</em></div></div>
<div class="pct"><table><tr><td class="t_f" id="postmessage_101">We need 40 steel drums by March.<br/>Who can deliver to Leeds?</td></tr></table></div></td></tr></table>
<table id="pid102" class="plhin"><tr><td class="pls"><div class="authi"><a href="home.php?mod=space&uid=9" class="xw1">Bob</a></div>
<p>注册时间 2019-3-4</p></td><td class="plc"><div class="pti"><div class="authi"><em id="authorposton102">发表于 <span title="2026-11-04 21:05:00">14&nbsp;天前</span></em></div></div>
<div class="pct"><table><tr><td class="t_f" id="postmessage_102">+1, we need this too</td></tr></table></div></td></tr></table>"""

ARTICLES = """<article id="post_1"><div class="topic-meta-data"><span class="username"><a href="/u/anna_b">anna_b</a></span>
<time datetime="2026-11-03T10:15:00Z">Nov 3</time></div><div class="cooked"><p>We need 40 steel drums by March.</p><p>Who can deliver to Leeds?</p></div></article>
<article id="post_2"><div class="topic-meta-data"><span class="username"><a href="/u/bob">Bob</a></span>
<time datetime="2026-11-04T21:05:00Z">Nov 4</time></div><div class="cooked"><p>+1, we need this too</p></div></article>"""

QUESTION = """<div id="question"><div class="post-text"><p>We need 40 steel drums by March.</p><p>Who can deliver to Leeds?</p></div>
<div class="user-info">asked <span title="2026-11-03 10:15:00Z" class="relativetime">Nov 3</span> <a href="/users/5/anna-b">anna_b</a></div></div>
<div id="answer-102" class="answer"><div class="post-text"><p>+1, we need this too</p></div>
<div class="user-info">answered <span title="2026-11-04 21:05:00Z" class="relativetime">Nov 4</span> <a href="/users/9/bob">Bob</a></div></div>"""

FLAT = """<dl><dt id="m101"><b class="author">anna_b</b> 2026-11-03 10:15</dt><dd>We need 40 steel drums by March.<br>Who can deliver to Leeds?</dd>
<dt id="m102"><b class="author">Bob</b> 2026-11-04 21:05</dt><dd>+1, we need this too</dd></dl>"""

GUESTS = """<div class="entry" id="c101"><p>Posted by anna_b on 3 November 2026 at 10:15</p><p>We need 40 steel drums by March.</p><p>Who can deliver to Leeds?</p></div>
<div class="entry" id="c102"><p>Posted by Bob on 4 November 2026 at 21:05</p><p>+1, we need this too</p></div>"""

NESTED = """<ol class="commentlist"><li class="comment" id="comment-101"><div class="comment-body"><cite class="fn">anna_b</cite>
<a href="#comment-101"><time datetime="2026-11-03T10:15:00+00:00">3. November</time></a><p>We need 40 steel drums by March.</p><p>Who can deliver to Leeds?</p></div>
<ol class="children"><li class="comment" id="comment-102"><div class="comment-body"><cite class="fn">Bob</cite>
<a href="#comment-102"><time datetime="2026-11-04T21:05:00+00:00">4. November</time></a><p>+1, we need this too</p></div></li></ol></li></ol>"""

MENTIONS = """<div class="msg" id="m101"><div class="head"><a href="/members/anna.5/">anna_b</a> <time datetime="2026-11-03T10:15:00Z">Nov 3</time></div>
<div class="bbWrapper">We need 40 steel drums by March.<br>Who can deliver to Leeds?</div></div>
<div class="msg" id="m102"><div class="head"><a href="/members/bob.9/">Bob</a> <time datetime="2026-11-04T21:05:00Z">Nov 4</time></div>
<div class="bbWrapper">+1, we need this too</div></div>"""

BUILDS = {
    "classic": CLASSIC, "tables": TABLES, "articles": ARTICLES, "question": QUESTION,
    "flat": FLAT, "guests": GUESTS, "nested": NESTED, "messages": MENTIONS,
}  # fmt: skip


def page(body: str) -> str:
    return (
        "<html><head><title>Steel drums wanted - Forum</title></head><body>"
        '<nav><a href="/">Home</a> <a href="/login">Log in</a></nav><div class="crumbs"><a href="/">Home</a> '
        f'<a href="/f/2">Buying</a></div><h1>Steel drums wanted</h1>{body}'
        '<aside><h3>Latest</h3><ul><li><a href="/viewtopic.php?t=9">Other thread</a> by <a href="/u/carl">carl</a> '
        "2026-11-10 10:00</li></ul></aside><footer>Forum since 1999</footer></body></html>"
    )


@pytest.mark.parametrize("build", BUILDS)
def test_a_thread_of_any_build_gives_its_posts(build: str) -> None:
    posts = read_page(page(BUILDS[build]), URL, Context(now=NOW)).posts
    assert [p.author for p in posts] == ["anna_b", "Bob"]
    assert [p.text for p in posts] == [
        "We need 40 steel drums by March.\nWho can deliver to Leeds?",
        "+1, we need this too",
    ]
    assert posts[0].posted == datetime(2026, 11, 3, 10, 15, tzinfo=UTC)
    assert posts[1].posted is not None and posts[1].posted.date().isoformat() == "2026-11-04"
    assert [p.is_reply for p in posts] == [False, True]
    assert posts[0].title == "Steel drums wanted" and posts[0].section == ["Buying"]


@pytest.mark.parametrize("build", BUILDS)
def test_each_reply_has_an_address_of_its_own(build: str) -> None:
    posts = read_page(page(BUILDS[build]), URL, Context(now=NOW)).posts
    assert posts[0].url == URL
    assert posts[1].url.startswith(URL.split("?")[0]) and "#" in posts[1].url


@pytest.mark.parametrize(
    "build", ["classic", "tables", "articles", "question", "guests", "messages"]
)
def test_a_thread_nobody_answered_gives_its_one_post(build: str) -> None:
    whole = BUILDS[build]
    for mark in ('<div class="post has-profile" id="p102"', '<table id="pid102"', '<article id="post_2"',
                 '<div id="answer-102"', '<div class="entry" id="c102"', '<div class="msg" id="m102"'):  # fmt: skip
        whole = whole.split(mark)[0]
    posts = read_page(page(whole), URL, Context(now=NOW)).posts
    assert [(p.author, p.is_reply) for p in posts] == [("anna_b", False)]
    assert posts[0].text == "We need 40 steel drums by March.\nWho can deliver to Leeds?"


LISTS = {
    "table": "<table>{}</table>",
    "cards": '<div class="topics">{}</div>',
}
ROW = {
    "table": '<tr><td class="subject"><a href="/t/{n}">Thread number {n}</a></td><td><a href="/u/u{n}">u{n}</a></td><td>2026-11-0{n} 10:00</td></tr>',
    "cards": '<div class="row"><h3><a href="/t/{n}">Thread number {n}</a></h3><p class="excerpt">We need a lot of things, says this excerpt, which is much longer than the title.</p>'
    '<p class="meta"><a href="/u/u{n}">u{n}</a> asked <time datetime="2026-11-0{n}T10:00:00Z">then</time></p></div>',
}


@pytest.mark.parametrize("kind", LISTS)
def test_a_list_of_threads_holds_links_and_no_posts(kind: str) -> None:
    body = LISTS[kind].format("".join(ROW[kind].format(n=n) for n in range(1, 6)))
    reading = read_page(
        f"<html><body>{body}</body></html>", "https://x.example/f/2", Context(now=NOW)
    )
    assert reading.posts == []
    assert {f"https://x.example/t/{n}" for n in range(1, 6)} <= {link.url for link in reading.links}


def test_a_page_that_is_broken_everywhere_is_still_read() -> None:
    text = page(ARTICLES).replace("</div>", "").replace("</article>", "").replace("</head>", "<b>")
    posts = read_page(text, URL, Context(now=NOW)).posts
    assert "anna_b" in [p.author for p in posts]


@pytest.mark.parametrize(
    "text", ["", "   ", "\x00", "<", "<html>", "{}", "<?xml version='1.0'?>", "<p>" * 20_000]
)
def test_no_text_is_too_strange_to_be_read(text: str) -> None:
    assert read_page(text, URL, Context(now=NOW)).posts == []
