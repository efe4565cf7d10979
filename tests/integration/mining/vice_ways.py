"""Small sites whose front door, letters, addresses or maps are odd."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.integration.mining.small_web import Answer
from tests.integration.mining.vice_pages import TOPICS, forum, frame, index, number_of, page, topic
from tests.integration.mining.vices import VICES, robots, vice

# the front door


def front(name: str, made: Callable[[], Answer], at: str = "/forum/", **truth: object) -> None:
    def make(path: str, count: int) -> Answer | None:
        if path == "/":
            return made()
        return forum("/", count) if path == at else None

    make.__name__ = f"front_{name}"
    vice(**truth)(make)


front("moved", lambda: Answer(302, headers={"Location": "forum/"}))
front("moved_308", lambda: Answer(308, headers={"Location": "/forum/"}), at="/forum/")
front("refresh", lambda: page("<meta http-equiv=refresh content='0; URL=\"forum/\"'>"))
front("script", lambda: page("<html><script>window.location.href = '/forum/';</script></html>"))
front(
    "frameset",
    lambda: page("<frameset cols='20%,*'><frame src='/nav'><frame src='/forum/'></frameset>"),
)
front("iframe", lambda: page(frame("<iframe src='/forum/'></iframe>")))
front("enter", lambda: page("<html><body><a href='/forum/'><img src='/e.png'></a></body></html>"))
front("noscript", lambda: page("<noscript><a href='/forum/'>Forum</a></noscript>"))
front(
    "image_map",
    lambda: page(
        "<map name=m><area coords='0,0,9,9' href='/forum/'></map><img usemap='#m' src='/x.png'>"
    ),
)
front(
    "select",
    lambda: page(
        "<form action='/go'><select onchange='go()'><option value='/forum/'>"
        "Forum</option></select></form><a href='/forum/'>Go</a>"
    ),
)
front(
    "noindex_follow",
    lambda: page(
        frame("<a href='/forum/'>Forum</a>", head=("<meta name=robots content='noindex, follow'>"))
    ),
)


@vice()
def lists_noindex_follow(path: str, _count: int) -> Answer | None:
    head = "<meta name='robots' content='noindex,follow'>"
    return page(index((f"/topic/{n}" for n in TOPICS), head=head)) if path == "/" else None


@vice(wanted=set(), outcomes=("ok", "empty", "partial", "blocked"))
def lists_nofollow(path: str, _count: int) -> Answer | None:
    head = "<meta name='robots' content='nofollow'>"
    return page(index((f"/topic/{n}" for n in TOPICS), head=head)) if path == "/" else None


@vice(wanted=set(), outcomes=("blocked", "empty"))
def reserved_by_file(path: str, _count: int) -> Answer | None:
    if path == "/.well-known/tdmrep.json":
        return page('[{"location": "/", "tdm-reservation": 1}]', kind="application/json")
    return None


@vice(wanted=set(), outcomes=("blocked", "empty"))
def reserved_by_head(path: str, count: int) -> Answer | None:
    answer = forum(path, count)
    answer.headers["TDM-Reservation"] = "1"
    return answer


@vice()
def cookie_door(path: str, count: int) -> Answer | None:
    """The first visit is sent once round by a cookie that need not come back."""
    if path == "/" and count == 1:
        return Answer(302, headers={"Location": "/", "Set-Cookie": "seen=1; Path=/"})
    return None


@vice()
def consent_over_it(path: str, count: int) -> Answer | None:
    answer = forum(path, count)
    over = (
        b"<body><div class='consent modal'><h2>We value your privacy</h2><p>We and our 842 "
        b"partners use cookies. Accept all cookies to continue?</p><button>Accept all</button>"
        b"<button>Manage</button></div>"
    )
    answer.body = answer.body.replace(b"<body>", over)
    return answer


@vice()
def login_in_every_head(path: str, count: int) -> Answer | None:
    answer = forum(path, count)
    form = (
        b"<body><form action='/login' method=post><p>You are not logged in. Please log in or "
        b"register to post.</p><input name=user><input type=password name=pass><button>Log in"
        b"</button></form>"
    )
    answer.body = answer.body.replace(b"<body>", form)
    return answer


@vice(requests_max=90)
def welcome_for_all_that_is_missing(path: str, count: int) -> Answer | None:
    answer = forum(path, count)
    return forum("/", 1) if answer.status == 404 else None


# letters


def letters(name: str, tongue: str, coding: str, kind: str, head: str = "") -> None:
    def make(path: str, _count: int) -> Answer | None:
        if path == "/":
            made = index((f"/topic/{n}" for n in TOPICS), tongue=tongue, head=head)
        elif path.startswith("/topic/"):
            made = topic(number_of(path), tongue=tongue, head=head)
        else:
            return None
        return page(made, coding, kind=kind)

    make.__name__ = f"letters_{name}"
    vice(tongue=tongue)(make)


letters("gb18030_unsaid", "zh", "gb18030", "text/html")
letters("big5_unsaid", "zht", "big5", "text/html")
letters("big5_called_gbk", "zht", "big5", "text/html; charset=gbk")
letters("utf8_called_latin", "zh", "utf-8", "text/html; charset=iso-8859-1")
letters("gbk_called_utf8", "zh", "gbk", "text/html; charset=utf-8")
letters("utf16", "zh", "utf-16", "text/html")
letters("utf16_no_mark", "zh", "utf-16-le", "text/html; charset=utf-16le")
letters("utf8_mark_called_gbk", "zh", "utf-8-sig", "text/html; charset=gbk")
letters("cyrillic_unsaid", "ru", "windows-1251", "text/html")
letters("koi8_by_meta", "ru", "koi8-r", "text/html", "<meta charset='koi8-r'>")
letters(
    "shift_jis_by_meta",
    "ja",
    "shift_jis",
    "text/html",
    "<meta http-equiv='Content-Type' content='text/html; charset=Shift_JIS'>",
)
letters("euc_jp_unsaid", "ja", "euc_jp", "text/html")
letters("euc_kr_unsaid", "ko", "euc_kr", "text/html")
letters("meta_late", "zh", "gbk", "text/html", f"<!--{'x' * 3000}--><meta charset='gbk'>")
letters("meta_lies", "zh", "utf-8", "text/html", "<meta charset='gb2312'>")
letters("unknown_name", "zh", "utf-8", "text/html; charset=utf8mb4")
letters("xhtml", "en", "utf-8", "application/xhtml+xml")
letters("no_kind", "en", "utf-8", " ")
letters("plain_kind", "en", "utf-8", "text/plain")
letters("double_kind", "zh", "utf-8", "text/html; charset=utf-8; charset=gbk")


# addresses


def hrefs(name: str, made: Callable[[int], str], head: str = "", **truth: object) -> None:
    def make(path: str, count: int) -> Answer | None:
        if path == "/":
            return page(index((made(n) for n in TOPICS), head=head))
        return forum("/" + path.lstrip("/"), count) if path.startswith("//") else None

    make.__name__ = f"hrefs_{name}"
    vice(**truth)(make)


hrefs("spaced", lambda n: f"  /topic/{n}\n ")
hrefs("backslashed", lambda n: f"\\topic\\{n}")
hrefs("broken_lines", lambda n: f"/top\nic/{n}")
hrefs("dotted", lambda n: f"./x/../topic/{n}")
hrefs("climbing", lambda n: f"../../topic/{n}")
hrefs("marked", lambda n: f"/topic/{n}?utm_source=a&amp;utm_medium=b#last")
hrefs("sessions", lambda n: f"/topic/{n}?sid={random.randbytes(16).hex()}")
hrefs("entity", lambda n: f"&#47;topic&#x2F;{n}")
hrefs("base_here", lambda n: f"{n}", head="<base href='/topic/'>")
hrefs(
    "base_away",
    lambda n: f"/topic/{n}",
    head="<base href='http://elsewhere.invalid/'>",
    wanted=set(),
    outcomes=("empty", "ok", "partial", "blocked", "failed"),
)
hrefs("long", lambda n: f"/topic/{n}?why=" + "because" * 100)


@vice(requests_max=80)
def thread_pages_without_end(path: str, _count: int) -> Answer | None:
    """The last page is given again for each later number."""
    if not path.startswith("/topic/"):
        return None
    base, _, asked = path.partition("?page=")
    turn = int(asked or 1)
    made = topic(number_of(base), parts=(0, 1) if turn == 1 else (2, 3))
    return page(
        made.replace(
            "<div id='foot'>",
            f"<a rel=next href='{base}?page={turn + 1}'>Next page</a><div id='foot'>",
        )
    )


@vice(requests_max=60)
def four_addresses_of_a_thread(path: str, _count: int) -> Answer | None:
    if path == "/":
        ways = [
            f"/topic/{n}{end}" for n in TOPICS for end in ("", "/amp", "?print=1", "-some-drums")
        ]
        rows = "".join(f"<li><a href='{way}'>Topic {number_of(way)}</a></li>" for way in ways)
        return page(frame(f"<ul>{rows}</ul>"))
    for end in ("/amp", "?print=1", "-some-drums"):
        if path.endswith(end):
            return forum(path[: -len(end)], 1)
    return None


@vice()
def canonical_home(path: str, _count: int) -> Answer | None:
    if path.startswith("/topic/"):
        return page(topic(number_of(path), head="<link rel=canonical href='/'>"))
    return None


@vice()
def canonical_abroad(path: str, _count: int) -> Answer | None:
    if path.startswith("/topic/"):
        away = f"<link rel=canonical href='https://bank.example/topic/{number_of(path)}'>"
        return page(topic(number_of(path), head=away))
    return None


@vice()
def calls_itself_discourse(path: str, _count: int) -> Answer | None:
    if path == "/":
        head = "<meta name=generator content='Discourse 3.4.0 - https://discourse.example'>"
        return page(index((f"/topic/{n}" for n in TOPICS), head=head))
    if path.startswith("/latest.json"):
        return page("[" * 5000, kind="application/json")
    return None


@vice(requests_max=90)
def calls_itself_wordpress(path: str, _count: int) -> Answer | None:
    """An API that repeats its one page for ever and counts a hundred thousand."""
    if path == "/":
        head = (
            "<meta name=generator content='WordPress 6.8'>"
            "<link rel='https://api.w.org/' href='/wp-json/'>"
        )
        return page(index((f"/topic/{n}" for n in TOPICS), head=head))
    if path.startswith("/wp-json/wp/v2/"):
        post = (
            '{"id": 1, "link": "/topic/1", "date_gmt": "2026-10-01T10:00:00", "title": '
            '{"rendered": 5}, "content": null, "author": {}}'
        )
        return page(f"[{post}]", kind="application/json", **{"X-WP-TotalPages": "100000"})
    if path.startswith("/wp-json"):
        return page('{"name": "x", "namespaces": ["wp/v2"], "routes": []}', kind="application/json")
    return None


@vice(requests_max=90)
def feed_of_strangers(path: str, _count: int) -> Answer | None:
    if path == "/":
        head = "<link rel=alternate type='application/rss+xml' href='/feed'>"
        return page(index((f"/topic/{n}" for n in TOPICS), head=head))
    if path == "/feed":
        items = "".join(
            f"<item><title>Bait {n}</title><link>http://bank{n}.invalid/x</link>"
            f"<guid>{n % 2}</guid></item>"
            for n in range(50)
        )
        return page(f"<rss version='2.0'><channel>{items}</channel></rss>", kind="text/xml")
    return None


@vice(requests_max=200)
def map_of_the_dead(path: str, _count: int) -> Answer | None:
    """A sitemap of twenty thousand pages that are not there."""
    if path == "/robots.txt":
        return robots("Sitemap: /map.xml\nSitemap: http://127.0.0.1:9/map.xml\n")
    if path == "/map.xml":
        urls = "".join(
            f"<url><loc>/topic/{n}</loc><lastmod>2999-01-01</lastmod></url>"
            for n in range(1, 20_000)
        )
        return page(f"<urlset>{urls}</urlset>", kind="application/xml")
    return None


@vice()
def mountains(path: str, _count: int) -> Answer | None:
    """Names, titles and signatures of enormous size; nothing of it is dear."""
    if not path.startswith("/topic/"):
        return None
    made = topic(number_of(path))
    made = made.replace("</h1>", " " + "drum " * 50_000 + "</h1>")
    return page(
        made.replace("</div></div>", "</div><div class=sig>" + "x" * 200_000 + "</div></div>")
    )


@vice()
def hidden_spam(path: str, _count: int) -> Answer | None:
    if not path.startswith("/topic/"):
        return None
    made = topic(number_of(path))
    spam = "".join(
        f"<div style='display:none'><a href='/bait/{n}'>cheap pills {n}</a></div>"
        for n in range(300)
    )
    return page(made.replace("</h1>", "</h1>" + spam))


VICES["hidden_spam"].closed = ("/bait/",)


@vice(requests_max=100)
def downward(path: str, count: int) -> Answer | None:
    """Links of a page that lead deeper than it, whatever it is; no address comes twice."""
    if path == "/":
        return page(index((f"/topic/{n}" for n in TOPICS), more="<a href='/depot/'>Depot</a>"))
    if not path.startswith("/depot/"):
        return None
    dice = random.Random(path)
    ways = ("a/", "a/b/", f"{dice.randrange(9)}/?{dice.randrange(10**5)}", f"drum-{count}/")
    return page(frame(" ".join(f"<a href='{way}'>More of this</a>" for way in ways)))


@vice(closed=("/bait/",))
def baits(path: str, count: int) -> Answer | None:
    """Links that nobody sees: in a template, moved away by a rule, of no height."""
    if not path.startswith("/topic/"):
        return None
    head = "<style>.off , .zz { position:absolute; left:-10000px }</style>"
    more = (
        "<template><a href='/bait/1'>x</a></template><span class=off><a href='/bait/2'>x</a></span>"
        "<div style='height:0;overflow:hidden'><a href='/bait/3'>x</a></div>"
        "<div style='transform: scale( 0 )'><a href='/bait/4'>x</a></div>"
    )
    return page(topic(number_of(path), head=head).replace("</h1>", "</h1>" + more))
