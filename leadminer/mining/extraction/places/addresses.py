"""Web addresses: one form for a page, the pattern it belongs to, what is not worth a visit."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from urllib.parse import SplitResult, parse_qsl, unquote, urlencode, urljoin, urlunsplit
from urllib.parse import urlsplit as split_anew

from w3lib.url import canonicalize_url, safe_url_string

from leadminer.mining.extraction.places.jumps import leads_away
from leadminer.mining.extraction.values.words import SKIPPED_SEGMENTS

# the links of a site's menus stand on each of its pages
_ADDRESSES_KEPT: Final = 8_192
urlsplit = lru_cache(maxsize=_ADDRESSES_KEPT)(split_anew)
# parameters that say where a visitor came from or who he is, never which page it is
_DROPPED: Final = re.compile(
    r"^(utm_\w+|fbclid|gclid|gbraid|wbraid|msclkid|yclid|dclid|igshid|mc_[ce]id|_ga|_gl|_?spm\w*|scm|"
    r"ref|ref_?src|from|src|sid|s|jsessionid|phpsessid|aspsessionid\w*|session_?id|"
    r"sessid|osid|zenid|extra|share\w*|highlight|hilit|mobile|nsukey|isappinstalled|timestamp|_t|rnd|"
    r"random|nocache)$",
    re.I,
)
_SESSION_IN_PATH: Final = re.compile(r";(?:jsessionid|sid|phpsessid)=[^/?#]*", re.I)
# a page of these words is no thread and no list of threads
_SKIPPED_WORDS: Final = frozenset(SKIPPED_SEGMENTS.split())
_LISTING_WORDS: Final = frozenset({"find", "search", "suche", "memberlist", "posting", "share"})
_SKIPPED_PARAMETERS: Final = re.compile(
    r"^(sort\w*|order\w*|orderby|dir|filter\w*|view|do|action|replytocom|replyto|dateline|"
    r"author|authorid|month|year|day|date|cal\w*|print\w*|druck\w*|imprim\w*|stampa|tab|lang|locale|hl|style|"
    r"theme|skin|q|query|"
    r"search|keyword|keywords|next|prev_next|see_lz|only_?author|return\w*|redirect\w*|back|goto|highlight|quote|unread|"
    r"format|type_id|typeid|digest|specialtype|mod_rewrite|currency|facet\w*|"
    r"price\w*|color|colour|size)$",
    re.I,
)
# the one address of a thread or board, in programs that say there what to do
_SHOWING: Final = frozenset(
    f"action={verb}"
    for verb in ("display", "show", "view", "read", "thread", "topic", "viewthread", "board")
)
FILE: Final = re.compile(
    r"\.(jpe?g|png|gif|webp|avif|svg|ico|bmp|css|js|mjs|json|xml|rss|atom|pdf|docx?|"
    r"xlsx?|pptx?|zip|"
    r"gz|tgz|rar|7z|tar|exe|dmg|apk|mp3|mp4|m4a|avi|mov|webm|ogg|wav|woff2?|ttf|eot|"
    r"csv|txt|ics|vcf)$",
    re.I,
)
PAGE_PARAMETER: Final = re.compile(
    r"^(page|p|pg|pn|pagenum|page_?no|paged|start|offset|\w{1,8}page|seite|pageindex|st|"
    r"\w{0,3}range|page_?size)$",
    re.I,
)
_USER: Final = re.compile(
    r"(?:^|/)(?:u|user|users|member|members|participants?|profile|profiles|people|author|authors|home\.php|"
    r"(?:be)?nutzer|mitglied(?:er)?|profil|utilisateurs?|membres?|usuarios?|miembros?|perfil|utent[ei]|"
    r"profilo|uzytkownicy?|uzytkownik|kullanici|uye|viewprofilepage|thanh-?vien|gebruikers?|"
    r"pengguna|anggota|polzovateli?|uzivatele?|felhasznalok?|nguoi-dung|"
    r"space-uid-\d+|space-username-[^/]+|@[\w.-]+|~[\w.-]+)(?:/|\?|$|\.html?$|-\d+)|"
    r"(?:^|[?&;])(?:uid|userid|user_id|user|username|member|showuser|u)=|[?&;]action=(?:view)?profile|"
    r"/ho(?:me)/main/?\?(?:id|un)=|"
    r"/(?:user|member|profile)(?:\.\w+)?\?(?:id|name|u|uid|username)=|"
    r"(?:memberlist|member|profile)\.(?:php|jsp|aspx?|cgi|do)\b|userinfo|/space\b|"
    r"(?:^|/)(?:auteurs?|autore?s?|utente|usuarios?|benutzer|mitglied|membres?|profile?s?|profil|"
    r"perfil|kullanici|uye|forfatter|kasutaja)/[^/?]+/?$",
    re.I,
)
_NUMBERED_USER: Final = re.compile(r"/(?:users?|members?|profiles?|people|authors?)/\d+/[^/]+/?$")
_MEMBERS: Final = "u user users member members profile profiles people authors list"
_MEMBER_LISTS: Final = frozenset(_MEMBERS.split())
# "sort:votes-desc" as a part of the path: another order of the same list
_VARIANT_IN_PATH: Final = re.compile(r"/(?:sort|order|orderby|order_by|dir)[:=][^/]", re.I)
_DATE_IN_PATH: Final = re.compile(r"/(?:19|20)\d\d/(?:0?[1-9]|1[0-2])(?:/(?:[0-2]?\d|3[01]))?/?$")


def absolute(base: str, href: str | None) -> str | None:
    """A link made absolute, or None if it leads to no web page (mailto:, javascript:, #...)."""
    if not href:
        return None
    if len(href) > _KEPT_MAX:
        return _absolute(base, href)
    return _known_absolute(base, href)


def _absolute(base: str, href: str) -> str | None:
    href = href.strip()
    if not href or href.startswith(("#", "javascript:", "mailto:", "tel:", "data:", "ftp:")):
        return None
    try:
        url = urljoin(base, href)
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    if "@" in parts.netloc:  # a user name or password: never asked with, never kept
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


# pages of a site repeat most links, and one page is asked for each of its links several times
_KEPT_MAX: Final = 300  # letters of an address that is remembered
_known_absolute = lru_cache(maxsize=4096)(_absolute)


def canonical(url: str) -> str:
    """One form for one page: sorted query; no fragment, tracking, session or default port."""
    return _known_canonical(url) if len(url) <= _KEPT_MAX else _canonical(url)


# an address in its one form already, but for what stands after #
_IN_FORM: Final = re.compile(
    r"(?![^#]*/\.)(https?://[a-z0-9.-]+/[a-zA-Z0-9._~/-]*)(?:#[a-zA-Z0-9._~/-]*)?"
)


def _canonical(url: str) -> str:
    if in_form := _IN_FORM.fullmatch(url):
        return in_form[1]
    try:
        parts = urlsplit(safe_url_string(url))
    except ValueError:
        return url
    if re.search(r"=[^&;]*;\w+=", parts.query):  # the other separator of old
        parts = parts._replace(query=parts.query.replace(";", "&"))
    bare, named = _split_query(parts.query)
    query = [(k, v) for k, v in parse_qsl(named, keep_blank_values=True) if not _is_dropped(k, v)]
    path = _SESSION_IN_PATH.sub("", parts.path) or "/"
    netloc = parts.netloc.lower()
    for scheme, port in (("http", ":80"), ("https", ":443")):
        if parts.scheme == scheme:
            netloc = netloc.removesuffix(port)
    found = str(
        canonicalize_url(
            urlunsplit((parts.scheme, netloc, path, urlencode(query), "")), keep_blank_values=True
        )
    )
    return _with_bare(found, bare)


_known_canonical = lru_cache(maxsize=4096)(_canonical)


# `read.php?3,115,page=2`: parameters told by their place
_COMMAS: Final = re.compile(r"\d+(?:,[\w.=-]+)+")
_TURNS: Final = frozenset({"newer", "older", "next", "previous", "prev"})


def _split_query(query: str) -> tuple[str, str]:
    """The parts of a query without a value, as they are, and the parameters.

    `?12-some-thread` is no parameter: a server that asks for it knows no `?12-some-thread=`.
    """
    if _COMMAS.fullmatch(query):
        return query, ""
    pieces = [piece for piece in re.split("[&;]", query) if piece]
    bare = [p for p in pieces if "=" not in p and not _DROPPED.match(p)]
    if len(bare) > 1 or not bare:
        return "", query  # several are flags, and may stand in any order
    return bare[0], "&".join(p for p in pieces if "=" in p)


def _with_bare(url: str, bare: str) -> str:
    """An address with the part of its query that has no value, first as sites write it."""
    if not bare:
        return url
    head, _, named = url.partition("?")
    return f"{head}?{bare}&{named}" if named else f"{head}?{bare}"


def _is_dropped(name: str, value: str) -> bool:
    if name.lower() in ("s", "from", "ref", "src"):
        # short names are tracking only when they hold a token, not a number or a word of the site
        return len(value) >= 8 and bool(re.search(r"\d", value)) and not value.isdigit()
    return bool(_DROPPED.match(name))


@lru_cache(maxsize=_ADDRESSES_KEPT)
def site_of(url: str) -> str:
    """Host and port, without www. and m.: two addresses of one site."""
    netloc = urlsplit(url).netloc.lower().rsplit("@", 1)[-1]
    return re.sub(r"^(www\d?|m|mobile|wap)\.", "", netloc)


def _parts(url: str) -> SplitResult:
    """An address, or whatever a page gives for one, in its parts; empty ones where it is none."""
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")


@lru_cache(maxsize=_ADDRESSES_KEPT)
def is_user_page(url: str) -> bool:
    """Whether an address is somebody's profile by its look."""
    parts = _parts(url)
    return bool(_USER.search(f"{parts.path}?{parts.query}"))


@lru_cache(maxsize=_ADDRESSES_KEPT)
def is_profile(url: str) -> bool:
    """Whether an address is one person's page, not the list of all members."""
    if not is_user_page(url):
        return False
    parts = _parts(url)
    last = parts.path.rstrip("/").rsplit("/", 1)[-1].lower()
    is_list = not (parts.query or _NUMBERED_USER.search(parts.path))
    is_list &= last.partition(".")[0] in _MEMBER_LISTS
    values = {value.lower() for _, value in parse_qsl(parts.query)}
    path = unquote(parts.path).removesuffix("/").removesuffix("/admin")  # many a board's first user
    is_form = _has_skipped_word(path) or bool((values - {"admin"}) & _SKIPPED_WORDS)
    is_form = is_form or "logging" in values or leads_away(url)
    return not is_list and not is_form


def is_skipped(url: str, *, users: bool = False, asked_here: str = "") -> str | None:
    """Why an address is not worth a visit ("file", "form", "variant", "calendar"), or None.

    `users`: profiles are wanted (a directory may call its companies members). `asked_here`: the
    page whose next page this is; what that page was asked for is no other view of it.
    """
    parts = urlsplit(url)
    path = unquote(parts.path)
    if FILE.search(path):
        return "file"
    if (is_user_page(url) and not users) or _has_skipped_word(path, lists=users):
        return "form"
    asked = parse_qsl(parts.query, keep_blank_values=True)
    given = set(parse_qsl(urlsplit(asked_here).query)) if asked_here else set()
    asked = [pair for pair in asked if pair[1] and pair not in given]  # an empty one asks nothing
    names = [name for name, value in asked if f"{name}={value}".lower() not in _SHOWING]
    if any(_SKIPPED_PARAMETERS.match(name) for name in names) or len(names) > 4:
        return "variant"
    if any(value.lower() in _SKIPPED_WORDS for _, value in asked) or leads_away(url):
        return "form"
    if _VARIANT_IN_PATH.search(path):
        return "variant"
    if _COMMAS.fullmatch(parts.query):
        told = {word.partition("=")[0].lower() for word in parts.query.split(",")}
        if told & (_SKIPPED_WORDS | _TURNS):
            return "variant"
    if _DATE_IN_PATH.search(path) or len(url) > 1000 or _repeats(path):
        return "calendar"
    return None


def _has_skipped_word(path: str, *, lists: bool = False) -> bool:
    # whole segments only: a thread may well be about how to print or search
    stems = [re.sub(r"\.\w{2,5}$", "", segment).lower() for segment in path.split("/")]
    if any(map(_ENTRY_FORM.match, stems)):
        return True
    # /ask is a form, /ask/12 a question
    after = [*(stem.isdigit() for stem in stems[1:]), False]
    stems = [s for s, numbered in zip(stems, after, strict=True) if s != "ask" or not numbered]
    # in a directory the way to the companies may lead over a search without words
    passed = _LISTING_WORDS if lists else frozenset()
    return any(stem in _SKIPPED_WORDS and stem not in passed for stem in stems)


_ENTRY_FORM: Final = re.compile(  # where owners enter, change or claim what is listed
    r"(?:add|submit|post|place|create|claim|edit|renew|register|list)[-_](?:an?[-_]|your[-_]|my[-_]|new[-_])?"
    r"(?:listings?|company|business|ads?|adverts?|classifieds?|rfq|request|entry|place|firm|site|offer)$"
)


def _repeats(path: str) -> bool:
    segments = [s for s in path.split("/") if s]
    return len(segments) > 12 or any(
        segments.count(s) > (3 if s.isdigit() else 2) for s in set(segments)
    )


@lru_cache(maxsize=_ADDRESSES_KEPT)
def pattern_of(url: str) -> str:
    """The kind of page an address is of: numbers and names replaced, parameter names kept."""
    parts = urlsplit(url)
    segments = unquote(parts.path).split("/")
    shapes = [_shape(segment, first=n <= 1) for n, segment in enumerate(segments)]
    bare, named = _split_query(parts.query)
    names = sorted({f"{k}{_value_shape(v)}" for k, v in parse_qsl(named, keep_blank_values=True)})
    if bare:
        names.insert(0, "/".join(_bare_shape(s) for s in unquote(bare).split("/")))
    query = f"?{'&'.join(names)}" if names else ""
    return "/".join(shapes) + (f"/{query}" if bare else query)


def _bare_shape(segment: str) -> str:
    if not _COMMAS.fullmatch(segment):
        return _shape(segment, first=False)
    return ",".join(_shape(re.sub(r"=\d+$", "", s), first=True) for s in segment.split(","))


def _value_shape(value: str) -> str:
    """`12.msg345` is another kind of value than `12.0`."""
    if (
        re.search(r"\d", value)
        and re.fullmatch(r"[\w.-]{1,30}", value)
        and re.search(r"[a-z]{2}", value)
    ):
        shape = re.sub(r"\d+", "{n}", value)
        return f"={shape}" if len(shape) <= 16 and value.count("-") < 2 else ""
    return ""


def _shape(segment: str, *, first: bool) -> str:
    stem, dot, suffix = segment.rpartition(".")
    if dot and 2 <= len(suffix) <= 5 and suffix.isascii() and suffix.isalpha():
        return f"{_shape(stem, first=True)}.{suffix.lower()}"
    if not segment or segment.isdigit():
        return "{n}" if segment else ""
    numbered = re.match(r"^(\d+)[-_.](.+)$", segment)
    if numbered:
        return "{n}-{s}" if not re.fullmatch(r"[\d._-]+", numbered[2]) else "{n}-{n}"
    if re.search(r"\d", segment) and re.fullmatch(r"[a-zA-Z]{1,12}(?:[-_]?\d+)+", segment):
        return re.sub(r"\d+", "{n}", segment)
    if first and re.fullmatch(r"[a-zA-Z_]{1,24}", segment):
        return segment.lower()
    return "{s}"


@lru_cache(maxsize=_ADDRESSES_KEPT)
def numbers_of(url: str) -> tuple[str, ...]:
    """The numbers that make an address its own, in order (path, then query)."""
    parts = urlsplit(url)
    shape = re.sub(r"(\d+)[-_.][^/\d][^/]*", r"\1", unquote(parts.path))
    query = " ".join(v for _, v in sorted(parse_qsl(parts.query)))
    return tuple(re.findall(r"\d+", f"{shape} {query}"))


def counts_in(url: str) -> list[int]:
    """The numbers of an address as numbers, in order; of endless ones the beginning."""
    return [int(each[:16]) for each in numbers_of(url)]


def without_language(url: str, lang: str | None) -> str:
    """An address without the parameter that asks for the language its page comes in unasked."""
    if not lang or "=" not in url:
        return url
    parts = urlsplit(url)
    asked = parse_qsl(parts.query, keep_blank_values=True)
    told = lang.replace("_", "-").partition("-")[0].lower()
    kept = [
        (name, value)
        for name, value in asked
        if not (_LANGUAGE.match(name) and re.split("[-_]", value)[0].lower() == told)
    ]
    return url if kept == asked else urlunsplit(parts._replace(query=urlencode(kept)))


_LANGUAGE: Final = re.compile(r"(?:lang|language|locale|hl)$", re.I)


@lru_cache(maxsize=_ADDRESSES_KEPT)
def without_page(url: str) -> str:
    """The first page's address of a paged one, where the page stands in a parameter."""
    parts = urlsplit(url)
    bare, named = _split_query(parts.query)
    query = [
        (k, v) for k, v in parse_qsl(named) if not PAGE_PARAMETER.match(k)
    ]  # an empty parameter, as a form's, asks for nothing
    if _COMMAS.fullmatch(bare):
        bare = re.sub(r",page=\d+$", "", bare)
    path = re.sub(
        r"/page[/-]?\d+/?$", "/" if not parts.path.startswith("/page") else "", parts.path
    )
    found = urlunsplit((parts.scheme, parts.netloc, path, urlencode(query), ""))
    return canonical(_with_bare(found, bare))


_FIRST_IN_PATH: Final = re.compile(r"[^/]/page[/-]?1/?$")


@lru_cache(maxsize=_ADDRESSES_KEPT)
def without_first_page(url: str) -> str:
    """The same address where it only says that it is the first page."""
    if url.endswith((",page=0", ",page=1")):
        return without_page(url)
    parts = urlsplit(url)
    if _FIRST_IN_PATH.search(parts.path):
        return without_page(url)
    names = dict(parse_qsl(parts.query, keep_blank_values=True))
    if any(v in ("0", "1", "") and PAGE_PARAMETER.match(k) for k, v in names.items()):
        return without_page(url)
    return url


def is_sibling(left: str, right: str) -> bool:
    """Whether two addresses are of one kind with a number of its own each: two threads."""
    ours, theirs = numbers_of(canonical(left)), numbers_of(canonical(right))
    other = bool(ours and theirs) and ours[0] != theirs[0]
    return other and pattern_of(canonical(left)) == pattern_of(canonical(right))


def is_page_of(url: str, first: str) -> bool:
    """Whether an address is that of a later page of another."""
    here, there = canonical(url), canonical(first)
    return without_first_page(here) != there and without_page(here) == there
