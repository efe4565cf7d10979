"""Who asks and who offers, read from the clause: a subject, what may stand between, its verb.

"We also urgently need", "our plant requires", "if you need", "looking for a printer? We ...":
buyers and sellers share their nouns, and phrases of fixed words miss what stands between.
Everything is found in a batch at once, and lies within one sentence.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
import numpy.typing as npt

from leadminer.scoring.features import Grams, tokenize
from leadminer.scoring.normalise import Folded, fold

U64 = npt.NDArray[np.uint64]
I64 = npt.NDArray[np.int64]
U32 = npt.NDArray[np.uint32]
Flags = npt.NDArray[np.bool_]

CLAUSE_MARKS = ",:()，：（）、"
SENTENCE_MARKS = ".;!?\n。；！？"
CLAUSE, SENTENCE = 1, 2

ROLES: dict[str, str] = {
    "we": "we i ich",
    "our": "our my",
    "you": "you u your yours",
    "others": "you u people everyone everybody folks others anyone anybody guys y'all",
    "your": "your",
    "need": """need needs require requires seek seeks seeking looking searching hunting buy
        purchase order hire rent procure source outsource import replace commission lease""",
    "needs": "needs requires seeks wants",
    "planning": "planning looking seeking searching interested hoping",
    "office": """council councils ministry municipality municipal department authority
        university college hospital trust board commission agency government county city
        district borough school nhs office committee association institute directorate tribe
        commissioner bureau""",
    "calls": """seeks seeking wishes invites inviting intends requires requests requesting
        soliciting solicits looking aims procure procuring appoint welcomes""",
    "want": """want wants wish hope hoping plan planning trying intend going aim prepared
        ready happy""",
    "offer": """offer offers offering provide provides providing supply supplies supplying
        sell sells selling manufacture manufactures manufacturing specialise specialize
        specialises specializes specialised specialized export exports exporting distribute
        deliver ship produce stock serve introduce present launch launched help""",
    "between": """are is am can could will would do have has been be being also now currently
        urgently really still always just all only both m re ll ve d already desperately
        actively regularly often therefore hereby to like soon again mainly proudly gladly
        able""",
    "wh": "who which what whose whom",
    "does": "do does did would are have has is should d",
    "use": """use using used go going pick picked choose chose buy bought get got recommend
        trust hire hired see order ordered source work call prefer deal""",
    "begin": """looking need needing want wanting searching tired struggling seeking thinking
        planning ready fed sick hunting require""",
    "lead_in": "are you do is anyone anybody still does your business company need who",
    "own": """i my me we our us anyone anybody someone somebody recommend recommendations
        where which how please suggestions suggest help""",
    "query": "?",
    "mark": "? !",
}
"""Single words by what they do in a clause."""

ROLES_ZH: dict[str, str] = {
    "we": """我司 我们 我厂 我校 我院 我公 本公 公司 我方 本人 老板 单位 店里 厂里 我店 我所
        本单 我单 小店 咱们 我这""",
    "need": """需要 急需 现需 需求 想找 要找 求购 采购 在找 想采 想买 要买 寻找 寻求 急找 急求
        想订 要订 想做 要做 想请 想租 要租 想换 要换 缺一 拟采 拟购 需采 需购 需订 需定 想定
        要定 打算 计划 准备 征集 委托""",
    "offer": """提供 供应 生产 销售 承接 专业 主营 经营 专注 出售 代理 批发 可提 能提 致力
        拥有 自产 直销 面向 推出 从事 现货""",
    "you": """您需 您想 您要 您还 您是 您在 你需 你还 您的 贵司 贵公 为您 为你 助您 帮您 帮你
        若您 如您""",
    "supply": "供应 提供 承办 承投",
    "ask_for": "推荐 求推 推介",
    "content": """电影 动漫 动画 小说 网站 频道 頻道 社团 选课 通选 课程 歌单 歌曲 的歌 好歌
        首歌 的书 书籍 剧集 电视 追剧 音乐 路线 博主 公众 播客 老师 导师 好课 水课 景点 书单
        番剧 美剧 韩剧 综艺 片子""",
    "pitch": "还在 是否 烦恼 苦恼 困扰 发愁 头疼 头痛 您是 您还 您的 您在 您想",
}
"""Pairs of characters."""

ROLES_HAN = {"for": "为", "office_zh": "署 局 处 府 院 警 校 部 馆 台 所"}
"""Single characters."""

BITS = {
    name: np.uint32(1 << number)
    for number, name in enumerate(dict.fromkeys([*ROLES, *ROLES_ZH, *ROLES_HAN]))
}
FILTER_BITS = 14
BETWEEN_MOST = 5
NOUNS_MOST = 4
OFFICE_MOST = 8
CONTENT_MOST = 9
GAP_ZH = 7
BODY_ZH = 14
QUESTION_MOST = 24


class _Table:
    """Hashes of words and, for each, the bits of its roles."""

    def __init__(self, roles: dict[str, str], order: int) -> None:
        bits: dict[str, np.uint32] = {}
        for name, spelled in roles.items():
            for word in spelled.split():
                bits[word] = bits.get(word, np.uint32(0)) | BITS[name]
        words: list[str] = list(bits)
        grams = tokenize(fold(words))
        begin = np.searchsorted(grams.text, np.arange(len(words)))
        hashes = grams.orders[order][begin]
        rising = np.argsort(hashes)
        self._hashes: U64 = hashes[rising]
        self._bits: U32 = np.array([bits[words[at]] for at in rising], dtype=np.uint32)
        self._mask = np.uint64((1 << FILTER_BITS) - 1)
        self._present = np.zeros(1 << FILTER_BITS, dtype=bool)
        self._present[self._hashes & self._mask] = True

    def read(self, hashes: U64) -> U32:
        """The roles of each token."""
        roles = np.zeros(len(hashes), dtype=np.uint32)
        at = np.flatnonzero(self._present[hashes & self._mask])
        slot = np.minimum(np.searchsorted(self._hashes, hashes[at]), len(self._hashes) - 1)
        same = self._hashes[slot] == hashes[at]
        roles[at[same]] = self._bits[slot[same]]
        return roles


@cache
def _tables() -> tuple[_Table, _Table]:
    return _Table(ROLES | ROLES_HAN, 0), _Table(ROLES_ZH, 1)


@cache
def _marks() -> npt.NDArray[np.uint8]:
    table = np.zeros(0x10000, dtype=np.uint8)
    table[[ord(mark) for mark in CLAUSE_MARKS]] = CLAUSE
    table[[ord(mark) for mark in SENTENCE_MARKS]] = SENTENCE
    return table


def ends_of(folded: Folded, grams: Grams) -> npt.NDArray[np.uint8]:
    """After each token, or by it: 2 where a sentence ends, 1 where a clause does, else 0."""
    last = folded.origin[grams.end - 1]
    table = _marks()
    here = table[np.minimum(folded.raw[last], 0xFFFF)]
    after = table[np.minimum(folded.raw[last + 1], 0xFFFF)]
    ends: npt.NDArray[np.uint8] = np.maximum(here, after)
    return ends


def clauses_in(grams: Grams, ends: npt.NDArray[np.uint8]) -> list[tuple[str, I64, I64]]:
    """(group, first tokens, last tokens) of what was found."""
    count = len(grams.text)
    if not count:
        return []
    words, pairs = _tables()
    single, double = words.read(grams.orders[0]), pairs.read(grams.orders[1])
    stop = np.ones(count, dtype=bool)
    # A question mark is a token, and belongs to the sentence it ends.
    stop[:-1] = (ends[:-1] == SENTENCE) & ~_has(single[1:], "mark")
    stop[:-1] |= grams.text[1:] != grams.text[:-1]
    sentence = np.cumsum(stop) - stop
    found: list[tuple[str, I64, I64]] = []
    if single.any():
        found += _english(single, sentence, stop)
    if double.any():
        found += _chinese(double, single, sentence)
    return found


def _next(flags: Flags) -> I64:
    """For each token, the first at or after it that is flagged; the length, where there is none."""
    count = len(flags)
    at = np.where(flags, np.arange(count), count)
    found: I64 = np.minimum.accumulate(at[::-1])[::-1]
    return np.append(found, count)


def _has(roles: U32, name: str) -> Flags:
    flags: Flags = (roles & BITS[name]) != 0
    return flags


def _english(roles: U32, sentence: I64, stop: Flags) -> list[tuple[str, I64, I64]]:
    count = len(roles)
    roles = np.append(roles, np.uint32(0))
    sentence = np.append(sentence, -1)
    verb_at = _next(~_has(roles[:-1], "between"))

    def verb_after(at: I64) -> I64:
        """The first word after ``at`` that is no auxiliary; the length, where it is far."""
        verb = verb_at[np.minimum(at + 1, count)]
        near = (verb - at <= BETWEEN_MOST) & (sentence[verb] == sentence[at])
        far: I64 = np.where(near, verb, count)
        return far

    found: list[tuple[str, I64, I64]] = []
    subject = np.flatnonzero(_has(roles[:-1], "we"))
    verb = verb_after(subject)
    wanting = _has(roles[verb], "want")
    second = np.where(wanting, verb_after(np.minimum(verb, count - 1)), verb)
    offers = _has(roles[second], "offer")
    needs = ~offers & (_has(roles[second], "need") | _has(roles[verb], "need"))
    found.append(("we_need", subject[needs], second[needs]))
    found.append(("we_offer", subject[offers], second[offers]))
    # our plant needs
    for group, who, does, most in (
        ("we_need", "our", "needs", NOUNS_MOST),
        ("we_need", "our", "planning", NOUNS_MOST),
        ("body_calls", "office", "calls", OFFICE_MOST),
    ):
        verb = np.flatnonzero(_has(roles[:-1], does))
        before = np.maximum.accumulate(np.where(_has(roles[:-1], who), np.arange(count), -1))[verb]
        near = (before >= 0) & (verb - before <= most) & (sentence[before] == sentence[verb])
        found.append((group, before[near], verb[near]))
    # if you need
    subject = np.flatnonzero(_has(roles[:-1], "you"))
    verb = verb_after(subject)
    theirs = _has(roles[verb], "need") | _has(roles[verb], "want")
    found.append(("you_need", subject[theirs], verb[theirs]))
    found += _asked(roles, sentence, verb_after)
    found += _pitches(roles, sentence, stop)
    return found


def _asked(
    roles: U32, sentence: I64, verb_after: Callable[[I64], I64]
) -> list[tuple[str, I64, I64]]:
    """Which did you pick, who do you use, who does your ..."""
    count = len(roles) - 1
    others = np.flatnonzero(_has(roles[:-1], "others"))
    others = others[others > 1]
    asked = _has(roles[others - 1], "does")
    who = np.maximum.accumulate(np.where(_has(roles[:-1], "wh"), np.arange(count), -1))[others]
    verb = verb_after(others)
    good = asked & (who >= 0) & (others - who <= 7) & (sentence[who] == sentence[others])
    good &= _has(roles[verb], "use")
    your = np.flatnonzero(_has(roles[:-1], "your"))
    your = your[your > 1]
    mine = _has(roles[your - 1], "does") & _has(roles[your - 2], "wh")
    return [("ask_peers", who[good], verb[good]), ("ask_peers", your[mine] - 2, your[mine])]


def _pitches(roles: U32, sentence: I64, stop: Flags) -> list[tuple[str, I64, I64]]:
    """Looking for a printer?  Tired of ...?  A question that begins so, without "I" or "who"."""
    count = len(roles) - 1
    fresh = np.append(True, stop[:-1])
    first = np.flatnonzero(fresh)
    led = _next(~_has(roles[:-1], "lead_in"))
    begin = np.minimum(led[first], count)
    direct = _has(roles[first], "begin")
    begin = np.where(direct, first, begin)
    good = (begin - first <= 4) & (sentence[begin] == sentence[first]) & _has(roles[begin], "begin")
    mark = _next(_has(roles[:-1], "query"))[np.minimum(begin, count)]
    # the mark may be a token of its own, after which the sentence ends
    good &= (mark - begin <= QUESTION_MOST) & (mark - begin >= 2) & (mark < count)
    good &= sentence[np.minimum(mark, count)] - sentence[first] <= 0
    own = np.append(0, np.cumsum(_has(roles[:-1], "own")))
    good &= own[np.minimum(mark, count)] == own[np.minimum(begin, count)]
    return [("pitch", first[good], np.minimum(mark, count - 1)[good])]


def _chinese(roles: U32, single: U32, sentence: I64) -> list[tuple[str, I64, I64]]:
    count = len(roles)
    roles = np.append(roles, np.uint32(0))
    sentence = np.append(sentence, -1)
    found: list[tuple[str, I64, I64]] = []
    subject = np.flatnonzero(_has(roles[:-1], "we"))
    need = _next(_has(roles[:-1], "need"))[subject]
    offer = _next(_has(roles[:-1], "offer"))[subject]
    for group, verb, other in (("we_need", need, offer), ("we_offer", offer, need)):
        near = (verb < other) & (verb - subject <= GAP_ZH) & (sentence[verb] == sentence[subject])
        found.append((group, subject[near], np.minimum(verb[near] + 1, count - 1)))
    yours = np.flatnonzero(_has(roles[:-1], "you"))
    found.append(("you_need", yours, np.minimum(yours + 1, count - 1)))
    words = np.flatnonzero(_has(roles[:-1], "pitch"))
    mark = np.minimum(_next(_has(single, "query"))[words], count)
    near = (mark - words <= QUESTION_MOST) & (sentence[mark] == sentence[words])
    found.append(("pitch", words[near], np.minimum(mark, count - 1)[near]))
    # asks to recommend a song, a course
    asked = np.flatnonzero(_has(roles[:-1], "ask_for"))
    content = _has(roles[:-1], "content")
    after = np.minimum(_next(content)[asked], count)
    near = (after - asked <= CONTENT_MOST) & (sentence[after] == sentence[asked])
    found.append(("ask_free", asked[near], np.minimum(after[near] + 1, count - 1)))
    # supply of ... for a public body, as Hong Kong words its calls
    office = np.flatnonzero(_has(single, "office_zh"))
    whom = np.maximum.accumulate(np.where(_has(single, "for"), np.arange(count), -1))[office]
    verb = np.minimum(_next(_has(roles[:-1], "supply"))[office], count)
    near = (whom >= 0) & (office - whom <= BODY_ZH) & (verb - office <= BODY_ZH)
    near &= (sentence[whom] == sentence[office]) & (sentence[verb] == sentence[office])
    found.append(("body_calls", whom[near], np.minimum(verb[near] + 1, count - 1)))
    return found
