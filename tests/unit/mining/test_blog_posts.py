"""Pages of WordPress blogs whose REST API is not to be had: block themes and classic themes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from leadminer.mining.extraction.page import Context, read_page
from leadminer.mining.extraction.posts.blog_posts import first_of_comments
from leadminer.mining.extraction.values.items import PageReading

NOW = datetime(2026, 11, 20, tzinfo=UTC)
HOME = "http://blog.example:8080"
HERE = f"{HOME}/2026/11/kegs/"

BLOCKS = """<html><body class="single single-post postid-7"><main>
<h1 class="wp-block-post-title">Kegs wanted</h1>
<div class="entry-content wp-block-post-content"><p>We need 300 kegs.</p></div>
<p>Posted</p><div class="wp-block-post-date"><time datetime="2026-11-02T23:18:31+08:00">November 2
</time></div><p>in</p><div class="taxonomy-category"><a href="/category/w/">Wanted</a></div>
<p>by</p><p class="wp-block-post-author__name">Ann</p>
<ol class="wp-block-comment-template">
<li id="comment-1" class="comment even depth-1"><div class="wp-block-comment-author-name">Bob</div>
<div class="wp-block-comment-date"><time datetime="2026-11-03T10:00:00+00:00">Nov 3</time></div>
<div class="wp-block-comment-content"><p>So do we.</p></div>
<ol><li id="comment-2" class="comment odd depth-2">
<div class="wp-block-comment-author-name">Cleo</div>
<div class="wp-block-comment-date"><time datetime="2026-11-04T10:00:00+00:00">Nov 4</time></div>
<div class="wp-block-comment-content"><p>+1</p></div></li></ol></li>
<li id="comment-3" class="pingback even depth-1"><p>Pingback: <a href="http://o.example/">O</a></p>
</li></ol></main></body></html>"""

CLASSIC = """<html><body class="post-template-default single single-post postid-7"><article
class="post-7 post hentry"><h1 class="entry-title">Kegs wanted</h1>
<div class="entry-content"><p>We need 300 kegs.</p><div class="sharedaddy">Share this</div></div>
<footer><span class="posted-on"><time class="entry-date published updated"
datetime="2026-11-02T23:18:31+08:00">Nov 2</time></span> <span class="byline">By
<a href="/author/ann/" rel="author">Ann</a></span>
<span class="cat-links"><a href="/category/w/" rel="category tag">Wanted</a></span></footer>
</article><nav class="post-navigation"><a rel="next" href="/2026/11/bolts/">Next post</a></nav>
<ol class="comment-list"><li id="comment-1" class="comment depth-1"><article id="div-comment-1"
class="comment-body"><div class="comment-author vcard"><b class="fn">Bob</b> <span
class="says">says:</span></div><div class="comment-metadata"><a href="#comment-1"><time
datetime="2026-11-03T10:00:00+00:00">Nov 3</time></a></div><div class="comment-content">
<blockquote><p>Ann wrote:</p><p>We need 300 kegs.</p></blockquote><p>So do we.</p></div></article>
<ol class="children"><li id="comment-2" class="comment depth-2"><article class="comment-body">
<div class="comment-author vcard"><b class="fn">Cleo</b></div><div class="comment-metadata"><time
datetime="2026-11-04T10:00:00+00:00">Nov 4</time></div><div class="comment-content"><p>+1</p></div>
</article></li></ol></li></ol></body></html>"""

LIST = """<html><body class="home blog hfeed"><ul>{}</ul></body></html>""".format(
    "".join(
        f'<li class="post hentry"><h2><a href="/2026/11/p{n}/">Press {n}</a></h2><p>We need press '
        f'{n} before Easter and pay well. [...]</p><time datetime="2026-11-0{n}T10:00:00Z">Nov {n}'
        "</time></li>"
        for n in range(1, 6)
    )
)


def read(markup: str, url: str = HERE, *, later: bool = False) -> PageReading:
    return read_page(markup, url, Context(now=NOW, is_later_page=later))


@pytest.mark.parametrize("later", [False, True])
@pytest.mark.parametrize("markup", [BLOCKS, CLASSIC])
def test_a_post_is_read_though_its_author_stands_below_it(markup: str, later: bool) -> None:
    first, *replies = read(markup, later=later).posts
    assert (first.title, first.author, first.text) == ("Kegs wanted", "Ann", "We need 300 kegs.")
    assert first.posted == datetime(2026, 11, 2, 15, 18, 31, tzinfo=UTC)
    assert (first.url, first.is_reply, first.section) == (HERE, False, ["Wanted"])
    assert [(r.author, r.text, r.is_reply, r.url) for r in replies] == [
        ("Bob", "So do we.", True, f"{HERE}#comment-1"),
        ("Cleo", "+1", True, f"{HERE}#comment-2"),
    ]


def test_a_list_of_announcements_holds_no_posts_but_leads_to_them() -> None:
    page = read(LIST, f"{HOME}/")
    assert page.posts == [] and not page.unread
    assert f"{HOME}/2026/11/p3/" in {link.url for link in page.links}


def test_the_next_post_is_no_next_page_of_this_one() -> None:
    kinds = {link.url: link.kind for link in read(CLASSIC).links}
    assert kinds.get(f"{HOME}/2026/11/bolts/") not in ("next", "page")


def test_a_later_page_of_comments_belongs_to_its_post_and_does_not_repeat_it() -> None:
    page = read(BLOCKS, f"{HERE}comment-page-2/")
    assert page.first_page == HERE
    assert [(p.author, p.is_reply) for p in page.posts] == [("Bob", True), ("Cleo", True)]


@pytest.mark.parametrize(
    ("url", "first"),
    [
        ("http://b.example/a/comment-page-3/#comments", "http://b.example/a/"),
        ("http://b.example/?p=4&cpage=2", "http://b.example/?p=4"),
        ("http://b.example/a/page/3/", ""),
    ],
)
def test_pages_of_comments_are_known_by_their_address(url: str, first: str) -> None:
    assert first_of_comments(url).partition("#")[0] == first


def test_a_theme_that_hides_what_a_comment_says_is_read_as_any_other_page() -> None:
    odd = BLOCKS.replace("wp-block-comment-content", "words")
    assert not any(post.method == "blog" for post in read(odd).posts)


def test_forums_made_of_plugins_are_no_blogs() -> None:
    forum = BLOCKS.replace('class="single ', 'class="bbpress single ')
    assert not any(post.method == "blog" for post in read(forum).posts)
