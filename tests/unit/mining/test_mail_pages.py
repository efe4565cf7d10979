"""Mails shown as they came, in one `pre` each."""

from __future__ import annotations

from datetime import UTC, datetime

from leadminer.mining.extraction.page import Context, PageReading, read_page

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
FLAT = (
    '<html><head><title>[Pumps] Drums wanted</title></head><body><form action="../"><pre>'
    '<a href="../">pumps</a> <input name=q></pre></form><pre><a href=#e1 id=m1>*</a> '
    "<b>[Pumps] Drums wanted</b>\n<b>@ 2026-11-20  8:05 Ann</b>\n"
    'From: Ann @ 2026-11-20  8:05 UTC (<a href="../../a1/">permalink</a> / '
    '<a href="../../a1/raw">raw</a>)\n  To: pumps\n\nWe need 70 '
    "steel drums in Cork.\nWho sells them?\n\n<a href=#m1 id=e1>^</a> "
    '<a href="../../a1/">permalink</a> <a href="../../a1/raw">raw</a> '
    '<a href="../../a1/#R">reply</a></pre><hr><pre><a href=#e2 id=m2>*</a>'
    " <b>Re: [Pumps] Drums wanted</b>\nFrom: Bo @ 2026-11-20  9:10 UTC (<a "
    'href="../../b2/">permalink</a> / <a href="../../b2/raw">raw</a>)\n  To: pumps\n\n'
    "On Fri, Ann wrote:\n"
    "> We need 70 steel drums in Cork.\n\nWe have sixty, call the yard.\n\n"
    '<a href=#m2 id=e2>^</a> <a href="../../b2/">permalink</a></pre></body></html>'
)
ONE = (
    "<html><head><title>Re: [Pumps] Drums wanted - Bo</title></head><body><pre id=b>From: Bo "
    "&lt;bo@yard.example&gt;\nTo: pumps@lists.example\nSubject: Re: [Pumps] Drums wanted\n"
    "Date: Fri, 20 Nov 2026 10:10:00 +0100\nMessage-ID: &lt;b2@yard.example&gt;\n"
    'In-Reply-To: &lt;<a href="../a1/">a1</a>&gt;\n\nWe have sixty, call the yard.\n</pre><hr>'
    "<pre>Reply instructions: you may reply publicly to this message by plain mail, with any of "
    "the following methods. Save the mail, import it into your mail client, reply to all from "
    "there. Avoid top-posting.</pre></body></html>"
)
LIST = "<html><head><title>pumps</title></head><body><pre>" + "".join(
    f'<a href="m{n}/T/">[Pumps] Drums wanted, lot {n}</a>\n 2026-11-{n:02d}  3:10 UTC  (2+ '
    "messages)\n\n"
    for n in range(10, 18)
)


def read(html: str) -> PageReading:
    return read_page(html, "https://lists.example/pumps/b2/T/", Context(now=NOW))


def test_a_thread_of_mails_is_read_one_by_one() -> None:
    page = read(FLAT)
    first, second = page.posts
    assert (first.author, first.posted) == ("Ann", datetime(2026, 11, 20, 8, 5, tzinfo=UTC))
    assert (first.title, first.is_reply) == ("Drums wanted", False)
    assert first.text == "We need 70 steel drums in Cork.\nWho sells them?"
    assert (second.author, second.is_reply) == ("Bo", True)
    assert second.text == "We have sixty, call the yard.", "without the quote and the controls"
    assert second.url == "https://lists.example/pumps/b2/T/#m2"
    assert not [link for link in page.links if link.url.endswith("/raw") and link.kind != "own"]


def test_one_mail_tells_who_wrote_it_and_whom_it_answers() -> None:
    (post,) = read(ONE).posts
    assert (post.author, post.is_reply) == ("Bo", True)
    assert post.posted == datetime(2026, 11, 20, 9, 10, tzinfo=UTC)
    assert [c.value for c in post.contacts] == ["bo@yard.example"], "the list's address is nobody's"


def test_a_list_of_threads_holds_no_posts_and_no_companies() -> None:
    page = read(LIST)
    assert (page.posts, page.companies) == ([], [])
    assert sum(link.kind == "content" for link in page.links) == 8


def test_the_last_page_of_a_list_of_threads_holds_no_posts() -> None:
    frame = "This is a public inbox, see mirroring instructions for how to clone and mirror it all."
    page = read(
        '<html><head><title>pumps</title></head><body><pre><a href="m1/T/">[Pumps] Drums wanted'
        "</a>\n 2026-11-02  3:10 UTC\n</pre><hr><pre>page: <a href='?t=2' rel=prev>prev (newer)</a>"
        f" | <a href='.'>latest</a></pre><hr><pre>{frame}</pre></body></html>"
    )
    assert page.posts == []
    assert [link.url for link in page.links if link.text.startswith("[Pumps]")]


def test_a_mail_with_a_page_of_its_own_names_the_mail_it_answers() -> None:
    html = (
        "<html><head><title>Re: Drums wanted</title></head><body><h1>Re: Drums wanted</h1><ul><li>"
        "<b>From</b>: Bo</li><li><b>Date</b>: Fri, 20 Nov 2026 10:10:00 +0100</li><li>"
        '<b>In-reply-to</b>: <a href="msg00003.html">a1@yard.example</a></li></ul><hr><p>We have '
        'sixty in the yard, call us.</p><hr><ul><li><b>Follow-Ups</b>: <a href="msg00007.html">'
        "Re: Drums wanted</a></li></ul></body></html>"
    )
    (post,) = read_page(html, "https://l.example/msg00005.html", Context(now=NOW)).posts
    assert (post.is_reply, post.in_reply_to) == (True, "https://l.example/msg00003.html")
