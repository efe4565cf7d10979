"""What looks like posts and is none: echoes of posts in a head or foot, names and ranks."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime, timedelta
from typing import Final

from lxml.html import HtmlElement

from leadminer.mining.extraction.html.texts import line_of, one_line
from leadminer.mining.extraction.html.tree import Tree
from leadminer.mining.extraction.marks.mark_words import BY, BY_FIRST, LAST_POST, is_mostly_date
from leadminer.mining.extraction.records.record_parts import Record
from leadminer.mining.extraction.values.dates import is_time
from leadminer.mining.extraction.values.items import Post

_FILED_IN: Final = frozenset(
    {"in", "under", "im", "unter", "dans", "en", "em", "nel", "w", "в", "在"}
)
_COUNTS: Final = re.compile(
    r"(?:[^\W\d_]{2,20}\s?[:：]\s?)?\d+(?:[.,]\d+)*k?(?:\s[^\W\d_]{2,20}){0,2}|"
    r"(?:[\W\d]|pages?|seite|of|von|de|sur|página|стр|из|第|页|頁|共)+",
    re.I,
)
_FOOT: Final = re.compile(
    r"powered by\b|all rights reserved|©|版权所有|版權所有|备案|contents? (?:is |are )?owned|"
    r"site best viewed|(?:designed|developed|hosted|maintained) (?:and \w+ )?by\b|今天是",
    re.I,
)


def say_the_same(posts: list[Post]) -> bool:
    """Whether the records of a kind all say the same little: ranks in a list of members."""
    if len(posts) < 4:
        return False
    text, count = Counter(post.text for post in posts).most_common(1)[0]
    return len(text) < 40 and count * 5 >= len(posts) * 4


def without_ranks(
    told: list[tuple[int, Post]], ranks: set[str], usual: set[str]
) -> list[tuple[int, Post]]:
    """Without what a list of members says of each.

    `ranks` learns its words for this page, `usual` for records of this kind on later pages.
    """
    if say_the_same([post for _, post in told]):
        words = {post.text for _, post in told}
        ranks |= words
        usual |= words if len(usual) < 200 else set()
        return []
    return [each for each in told if len(told) > 1 or each[1].text not in ranks | usual]


def kept_of(
    told: list[tuple[int, Post]] | None, of: int, listed: int, ranks: set[str], usual: set[str]
) -> tuple[list[tuple[int, Post]], int]:
    """Of what records of a kind say, what is posts; and how many rows the page has with the rest.

    `told`: None where no record has any words; `of`: how many records there are; `listed`: how
    many rows the page has so far; `ranks`, `usual`: see `without_ranks`.
    """
    if not told:
        return [], listed + (of if told is not None and of > 2 else 0)  # news of acts
    if listed > 2 and are_day_lines(told, of=of):
        return [], listed + of
    kept = without_ranks(told, ranks, usual)
    return kept, listed + len(told) - len(kept)


def are_day_lines(told: list[tuple[int, Post]], *, of: int) -> bool:
    """Whether times only head the days of a list: hardly one has words, none has a name."""
    return of >= 4 and len(told) * 4 <= of and not any(post.author for _, post in told)


def only_names(text: str) -> bool:
    """Whether a text says nothing but who and when ("by anna - 06-09-2026, 02:06 PM"), or by whom
    and in which board, the name taken out of it."""
    first, _, second = text.partition("\n")
    if len(text) <= 120 and "\n" not in second and BY_FIRST.fullmatch(f"{first.strip()} "):
        return second.partition(" ")[0].casefold() in _FILED_IN
    named = BY.search(text) if len(text) <= 120 and "\n" not in text else None
    if named is None or named.start() > 2:
        return False
    rest = text[named.end() :].strip(" -–—,·|")
    return any(c.isdigit() for c in rest) and is_mostly_date(rest, "p") and is_time(rest)


_COUNTERS: Final = re.compile(
    r"(?:\b(?:views?|reads?|likes?|hits|comments?|repl(?:y|ies)|answers?|votes?|points?|times|shares?|"
    r"followers?|aufrufe|antworten|kommentare|vues|réponses|vistas|respuestas|visitas|просмотр\w*|"
    r"ответ\w*)\b|人[气氣]|[浏瀏][览覽]|[阅閱][读讀]|[点點]击|點擊|查看|[回答]复|回覆|评论|評論|留言|"
    r"已?[赞讚][过過]?|收藏|分享|[关關]注|次|条|條|조회|댓글|閲覧|回答)",
    re.I,
)


_COLUMNS: Final = re.compile(
    r"(?:(?:topics?|threads?|subjects?|discussions?|repl(?:y|ies)|views?|posts?|messages?|authors?|"
    r"started by|starter|last (?:post|reply|message|activity)|forums?|boards?|activity|thema|"
    r"themen|antworten|aufrufe|letzter beitrag|autor|主[题題]|[标標][题題]|作者|回[复覆]|查看|"
    r"最[后後]发表|最後發表|版[块塊]|人[气氣])[\s/|·,]*){2,}",
    re.I,
)


def only_announces(text: str) -> bool:
    """Whether a text only counts ("浏览 123 次"), tells of the last post of a board or thread
    ("Last post by anna in ..."), or is the head of a list ("Topic Replies Views Last post")."""
    if _is_row(text) or _COLUMNS.fullmatch(text[:120]):
        return True
    if "\n" in text and all(map(_COUNTED.fullmatch, text.splitlines())):
        return bool(_COUNTERS.search(text))
    rest, counters = _COUNTERS.subn("", text[:80])
    return counters > 0 and any(c.isdigit() for c in text) and not _LETTERS.search(rest)


def _is_row(text: str) -> bool:
    """Whether a text is the line of a row in a list: how many answers, and who gave the last."""
    parts = [said for part in _APART.split(text[: _ROW_MAX + 1]) if (said := part.strip())]
    last = [found for part in parts if (found := LAST_POST.match(part))]
    if len(text) > _ROW_MAX or not last or text.endswith((".", "!", "?", "。")):
        return False
    rest = [part for part in parts if not LAST_POST.match(part)]
    names = [found.string[found.end() :] for found in last] + rest
    return all(
        len(name) <= _ROW_NAME_MAX and len(_WORDS.findall(name)) <= _ROW_WORDS for name in names
    )


_APART: Final = re.compile(r"[·|•\n–—]")
_ROW_MAX: Final = 160
_ROW_NAME_MAX: Final = 60
_ROW_WORDS: Final = 5  # a name, or a count, or a month with what stands before it
_WORDS: Final = re.compile(r"[^\W\d_]+")


_COUNTED: Final = re.compile(r"\W*\d[\d.,]*[km]?\s[^\W\d_]{3,14}\W*", re.I)  # a line "3 users"


_LETTERS: Final = re.compile(r"[^\W\d_]")


_DONE: Final = re.compile(
    r"^.{0,60}\b(?:un)?(?:pinned|locked|closed|opened|reopened|moved|merged|split|deleted|"
    r"restored|renamed|referenced|forked|archived|stickied|scheduled) this "
    r"(?:topic|thread|discussion|post|question)\b.{0,80}$|"
    r"^.{0,60}hat (?:dieses thema|diese diskussion) .{0,60}"
    r"(?:gesperrt|geschlossen|verschoben|angeheftet)\W*$|"
    r"^.{0,60}(?:置顶|置頂|锁定|鎖定|关闭|關閉|移动|移動)了?(?:此|该|該|这个|這個)"
    r"(?:主题|主題|帖子|文章|话题|話題).{0,40}$",
    re.I,
)
# of a line of news, what stands around the names of people and threads
_NEWS: Final = re.compile(
    r"^\W*(?:\S+ ){0,2}(?:(?:has )?(?:replied|responded|commented|answered|posted|started|created|"
    r"asked|voted|liked|joined)\b(?: (?:in|to|on|a|an|the|new|topic|thread|post|reply|question|"
    r"discussion|forum|comment|answer))*|new (?:topic|thread|post|reply|question|answer))"
    r"(?:\W+(?:in|created|started|posted|by|the|forum|on))*(?: by(?: \S+){1,2})?\W*$|"
    r"^\W*(?:\S+ ?){0,2}?(?:回复了|回覆了|评论了|評論了|发表了|發表了|发布了|發布了|"
    r"回答了|提问了|创建了|創建了)"
    r"(?:主题|主題|帖子|话题|話題|文章|问题|問題)?\W*$|"
    r"^\W*(?:\S+ ){0,2}hat\b.{0,40}(?:geantwortet|kommentiert|erstellt|begonnen)\W*$|"
    r"^\W*(?:\S+ ){0,2}(?:added|removed|changed|set|closed|reopened|(?:un|self-)?assigned|linked)\b"
    r"(?: (?:the|a|an|this|as|to|from|in|and|it|added|removed|labels?|milestone|status|priority|"
    r"assignee|tags?|project|issue|ticket|pull request))*\W*$",
    re.I,
)


_GONE: Final = re.compile(
    r"\W*(?:(?:this|the) )?(?:post|comment|message|reply|answer|content|user)?\s?"
    r"(?:(?:has|have) been |was |is )?(?:deleted|removed|hidden|withdrawn)"
    r"(?: (?:by|for|due)\b.{0,60})?\W*|"
    r"\W*(?:(?:dieser|der|diese|die) )?(?:beitrag|kommentar|antwort|nachricht) (?:wurde |ist )?"
    r"(?:gelöscht|entfernt)(?: \w{1,12})?\W*|"
    r"\W*(?:questo )?(?:messaggio|commento) (?:è stato )?(?:rimosso|eliminato|cancellato)\W*|"
    r"\W*(?:ce )?(?:message|commentaire) (?:a été )?supprimé\W*|"
    r"\W*(?:este )?(?:mensaje|comentario) (?:ha sido |fue )?(?:eliminado|borrado)\W*|"
    r"\W*(?:это )?(?:сообщение|комментарий) (?:было |был )?удал[её]но?\W*|"
    r"\W*(?:[该此這本]|该条|此条)?(?:帖子?|[回评評][复复覆論论]|内容|內容|文章|留言|楼|樓|回答)?(?:已经?|已經)?被?(?:\S{0,6})?"
    r"(?:[删刪]除|屏蔽)\W*|"
    r"\W*(?:この)?(?:投稿|コメント|書き込み)は?削除されました\W*|"
    r"\W*삭제된 (?:댓글|글|게시물)입니다\W*",
    re.I,
)


def only_tells_of_act(text: str, element: HtmlElement) -> bool:
    """Whether a text only tells who did what to a thread ("anna pinned this", "bob replied in"), or
    that a post is gone ("[deleted]")."""
    if len(text) > 240 or "\n" in text:
        return False
    if len(text) <= 160 and (_DONE.match(text) or _GONE.fullmatch(text)):
        return True
    rest, linked = f" {text} ", False
    for link in sorted(map(line_of, element.iter("a")), key=len, reverse=True):
        if len(link) > 1 and link in rest:
            rest, linked = rest.replace(link, " ", 1), True
    rest = one_line(rest)
    return linked and len(rest) <= 60 and bool(_NEWS.match(rest))


def only_files(text: str, element: HtmlElement) -> bool:
    """Whether a text only says, by a link, where the thread is filed ("in Wanted")."""
    word, _, name = text.partition(" ")
    if len(text) > 80 or word.lower() not in _FILED_IN or not name:
        return False
    return any(line_of(link) == name for link in element.iter("a"))


def _heads(text: str, title: str) -> bool:
    """Whether a text says little but what the page is called: the head of a thread's table."""
    rest = one_line(text).replace(title, "", 1) if len(title) > 3 else text
    return len(rest) <= 40 and len(rest) < len(text)


def without_echoes(
    found: list[tuple[int, Post]],
    single: dict[int, int],
    listed: int,
    title: str,
    *,
    now: datetime,
) -> list[Post]:
    """Without what the head or foot of a page says of posts or lists that stand on it.

    `single`: records (their origins) whose kind stands there once, and how often it began posts
    elsewhere; `listed`: how many rows there are.
    """
    lonely = {origin for origin, count in single.items() if not count}
    best = _told_best(found, single)
    seen: set[tuple[str, datetime | None, str]] = set()
    # the same words met from two times of one page are said once
    said = {(post.posted, post.author, post.text) for _, post in found}
    times = Counter((posted, author) for posted, author, _ in said)
    kept = []
    named = any(post.author for _, post in found)
    for origin, post in found:
        key = (post.author, post.posted, "".join(post.text.split()))
        if key in seen and post.posted is not None:
            continue
        is_short = len(post.text) < 80
        # "5 months ago" is no moment: who says so twice may have said two things
        is_apart = len(post.text) >= _ECHO_MAX and _is_about(post, now)
        if origin in lonely and len(post.text) < 300 and _FOOT.search(post.text):
            continue
        is_head = one_line(post.text) == title
        is_echo = not is_apart and best.get((post.author, _minute(post)), origin) != origin
        if is_echo and (origin in lonely or (is_short and origin in single) or is_head):
            continue  # "Started by anna, 11:20", and what stands between that and her post
        if is_head and post is not found[0][1]:
            continue  # a list beside that leads to this very page
        is_now = post.posted and abs(post.posted - now) < _CLOCK_ERROR
        if is_now and is_short and origin in lonely and not post.author:
            continue  # the page's clock
        if origin in lonely and _COUNTS.fullmatch(post.text):
            continue  # "6 replies", "Views: 312"
        if named and not post.author and _heads(post.text, title):
            continue
        if origin in lonely and (is_short or is_head) and not is_apart:
            if (post.posted and times[post.posted, post.author] > 1) or listed >= 3:
                continue
            if is_mostly_date(post.text, "p") and is_time(post.text):
                continue
        is_nobodys = origin in lonely and not post.author and is_short and not is_apart
        if is_nobodys and _heads_post(origin, post, found):
            continue
        seen.add(key)
        kept.append(post)
    return kept


def _heads_post(origin: int, post: Post, found: list[tuple[int, Post]]) -> bool:
    """Whether it only tells above a post when that was written: "Asked ..., viewed 12 times"."""
    return any(post.posted == each.posted and each.author and at > origin for at, each in found)


_ECHO_MAX: Final = 25


def _is_about(post: Post, now: datetime) -> bool:
    """Whether it is only told how many hours or more ago something was said."""
    ago = now - post.posted if post.posted else timedelta()
    return ago >= _HOUR and not ago % _HOUR


_HOUR: Final = timedelta(hours=1)


def without_feet(posts: list[Post]) -> list[Post]:
    """Posts without the last line that most of them end with, but for its numbers: buttons."""
    ends = [_NUMBER.sub("0", post.text.rpartition("\n")[2]) for post in posts]
    end, count = Counter(ends).most_common(1)[0] if ends else ("", 0)
    apart = len(re.findall(r"[|·•/]", end)) > 1  # what stands side by side is no sentence
    if apart and count >= 3 and count * 5 >= len(posts) * 3 and len(end) <= 80:
        for post, said in zip(posts, ends, strict=True):
            if said == end and "\n" in post.text:
                post.text = post.text.rpartition("\n")[0].rstrip()
    return posts


def without_figures(posts: list[Post]) -> list[Post]:
    """None, where nobody is named and all say the same but for its numbers: days of a statistic."""
    told = {_NUMBER.sub("0", post.text) for post in posts}
    same = len(posts) >= _FIGURES_LEAST and len(told) == 1 and len(min(told)) <= 80
    figures = same and len({post.text for post in posts}) >= _FIGURES_LEAST
    return [] if figures and not any(post.author for post in posts) else posts


_FIGURES_LEAST: Final = 4
_NUMBER: Final = re.compile(r"\d+")
_STARTED: Final = re.compile(
    r"^\W*(?:(?:topic|thread|discussion)\b.{0,60}?)?\b(?:started by|begun by|gestartet von|"
    r"begonnen von|commencé par|démarré par|iniciado por|gestart door|rozpoczęty przez|"
    r"начато?|автор темы)\b",
    re.I,
)


def tells_of_thread(tree: Tree, record: Record) -> bool:
    """Whether a time only tells when the whole thread began ("Started by anna, 11:20")."""
    near = (record.origin, tree.parent[record.origin])
    lines = (line_of(tree.elements[node]) for node in near if node >= 0)
    return any(len(line) < 120 and _STARTED.search(line) for line in lines)


_CLOCK_ERROR: Final = timedelta(minutes=2)


def _minute(post: Post) -> str:
    return f"{post.posted:%Y-%m-%d %H:%M}" if post.posted else ""


def _told_best(found: list[tuple[int, Post]], single: dict[int, int]) -> dict[tuple[str, str], int]:
    """Of all that one person seems to have said in a minute, where it is most likely a post."""
    best: dict[tuple[str, str], tuple[int, int, int]] = {}
    for origin, post in found:
        if post.posted:
            worth = (single.get(origin, 10**6), len(post.text), origin)
            key = (post.author, _minute(post))
            best[key] = max(best.get(key, worth), worth)
    return {key: worth[2] for key, worth in best.items()}
