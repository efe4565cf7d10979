"""What is wanted, in the words it is asked for: what stands after a word of asking, up to where the
conditions begin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from leadminer.signals.facts.items import Fact
from leadminer.signals.facts.numerals import NUMBER, WORDS

_ASK_EN: Final = re.compile(
    r"(?:looking (?:for|to (?:buy|hire|source|purchase|order|get|find|rent|replace))|"
    r"(?:in )?(?:search of|searching for)|(?<!no )(?<!n't )(?:need|needs|needed|needing|seeking|"
    r"seek|require|requires|requiring)"
    r"(?: to (?:buy|source|find|order|hire|purchase|get|replace|rent|outsource))?|in need of|"
    r"in the market for|"
    r"want(?:ing|s)?(?: to (?:buy|source|find|order|hire|purchase|get|rent))?|wtb:?|iso:?|"
    r"rfq(?: for|:)?|"
    r"(?:quot(?:e|es|ation|ations)|bids?|proposals?|tenders?) (?:for|on)|sourcing|procur(?:e|ing)"
    r"|trying to (?:find|source|buy)|"
    r"recommend(?:ations?)?(?: me| us)?(?: (?:for|on|of))?|suggest(?:ions?)?(?: me| us)"
    r"?(?: (?:for|on))?|"
    r"(?:anyone|anybody|someone) (?:know|knows|recommend|suggest|used?|using|selling|sells?|"
    r"know of|makes?|makes?|do|does|offers?|supply|supplies)(?: of)?|"
    r"where (?:can|do|could|should) (?:i|we|one) (?:buy|get|find|source|order)|who (?:sells|"
    r"makes|supplies|can supply|offers|does)|"
    r"alternatives? (?:to|for)|replacement for|best|supplier (?:of|for)|suppliers (?:of|for)|"
    r"manufacturers? (?:of|for)|"
    r"(?:we're|i'm|we are|i am) after|wanted:?|replac(?:e|ing) (?:our|my|the)|is there (?:a|an|"
    r"any)|"
    r"buy(?:ing)?|purchase|order(?:ing)?|hire|hiring|rent(?:ing)?)\s+"
)
_LEAD_EN: Final = re.compile(
    r"^(?:(?:a|an|the|some|any|our|new|good|great|reliable|decent|cheap|affordable|solid|nice|"
    r"best|trusted|quality|"
    r"reputable|used|another|few|to|for|of|about|around|approx|up|at least|more|one|us|me|with|"
    r"someone|"
    r"(?:suppliers?|manufacturers?|makers?|sources?|vendors?|sellers?|producers?) (?:of|for)|"
    r"somebody|people|who can|that can|supply|on|help finding|someone who|several|multiple|local)"
    r"\s+)+"
)
_AMOUNT: Final = re.compile(
    rf"^(?:(?:{NUMBER})|(?:{WORDS})(?= )|dozens?|hundreds?|thousands?)\+?\s*(?:-|–)"
    rf"?\s*(?:(?:pcs?|pieces?|units?|sets?|pairs?|tons?|tonnes?|kgs?|"
    rf"containers?|pallets?|boxes|rolls?|meters?|metres?|bottles|bags|mt|pack)(?:\s+of)?\s+|"
    rf"(?=[a-z]))\s*(?:of\s+)?"
)
_STOP_EN: Final = re.compile(
    r"[,.;:?!()\n\[\]|“”\"]|\s(?:-|–|—)\s|\s(?:for|in|with|that|which|who|whose|to|near|around|"
    r"at|by|from|under|on|"
    r"and we|and i|and our|because|since|as|so|if|when|while|where|my|our|we|i|i'm|is|are|was|"
    r"budget|asap|urgently|"
    r"within|before|until|below|over|up|but|or|please|any|can|could|would|must|should|about|"
    r"capable|able|"
    r"delivered|shipped|preferably|like|instead|this|next|out|has|have|does|do|not|than|per)\b"
)
_DOER: Final = re.compile(
    r"(?:company|firm|someone|somebody|person|people|contractor|shop|place|tool|app|service|"
    r"supplier|vendor|"
    r"partner|guy|agency|freelancer) (?:that|who|which|to)(?: can| could| does| do| will)?\s"
)
_NOT_PRODUCT: Final = re.compile(
    r"^(?:help|advice|info|information|to|it|this|that|them|you|your|people|someone|something|"
    r"anything|ideas?|"
    r"suggestions?|recommendations?|opinions?|feedback|quotes?|quotations?|offers?|prices?|know|"
    r"be|go|do|see|make|"
    r"practices?|way|ways|thing|things|time|us|me|more|of|it's|replies|answers?|contact|details?|"
    r"and|the|a|hear|"
    r"support|input|tips|experiences?|one|some|day|wishes|regards|place|option|options|bet|deal)"
    r"\b(?!\s+(?:system|software|desk))"
)
_ASK_HAN: Final = re.compile(
    r"(?:需要|想要?|要|欲)(?:采购|订购|订做|定做|定制|购买|购置|更换)|(?:能|可以)买到?|买得到|"
    r"(?:配|换|上|装)一?[台套条]|"
    r"找人(?:来?做|设计|开发|修)|能修|诚?征(?:求)?|打算做|"
    r"(?:诚心?|急|长期|大量|现|高价|批量|本公司|我司)?(?:求购|采购|求租|收购|订购|订做|定做|定制|"
    r"招标|询价|寻购|寻找|物色|"
    r"想买|想找|想订|想采购|想定制|要买|要采购|要订|要找|需要采购|需采购|需要购买|需购|需要找|"
    r"需要|急需|急求|急找|急购|想入手|想换|"
    r"求推荐|求介绍|推荐(?:一?下|一?[个款家台些])|有没有(?:人|朋友|厂家)?(?:做|卖|推荐|知道|能做|"
    r"生产)?|"
    r"哪里(?:有|可以买到?|能买到?|买|找)(?:卖)?|哪家(?:的)?|谁家(?:有|做|的)|谁有|"
    r"找(?:一?[个家台款间])?|寻(?:一?[个家])?|求|请问.{0,4}?(?:有|做)|推荐)"
)
_SKIP_HAN: Final = re.compile(
    rf"^(?:[:： ]|一下|一些|一批|一家|一个|一台|一款|一套|一间|几[家个台款]|大量|长期|国内|"
    rf"靠谱的?|可靠的?|便宜的?|好的?|专业的?|性价比高的?|"
    rf"优质的?|合适的?|全新|好用的?|不错的?|便宜的?|能(?:做|生产|提供)|做|卖|生产|供应|的|了|是|"
    rf"约|大概|左右|多|"
    rf"(?:{NUMBER})\s*(?:多|余|来)?\s*(?:台|套|个|只|件|条|支|根|块|片|张|双|把|辆|吨|公斤|千克|"
    rf"箱|盒|瓶|卷|桶|袋|批|组|份|部|本|册|平方米|平米|平|米|升|柜|人份|pcs|kg)的?|人来?(?:做|"
    rf"设计|开发|修)|(?:或者|和|及))"
)
_STOP_HAN: Final = re.compile(
    r"[,，。.；;：:？?！!、\n()（）【】\[\]|]|\s{2,}|(?:预算|要求|数量|价格|用于|用来|要用|"
    r"推荐|谢谢|急用|请|联系|有意|需要|最好|可以|能够|左右|以内|目标|月底|年底|本周|下周|下个?月|"
    r"今天|明天|尽快|吗|呢|吧|啊|哪|"
    rf"什么|怎么|多少|(?:{NUMBER})\s*(?:台|套|个|只|件|条|支|吨|公斤|箱|元|块|万|米|天|瓶|张|把|"
    rf"双|平))"
)
_TAIL_HAN: Final = re.compile(r"(?:的|了|一批|一台|一套|等|设备商)$")
_MAKERS: Final = re.compile(r"(?<=..)(?:供应商|生产商|厂家|厂商|生产厂|设备厂|(?<!代)工厂)$")
_EMPTY_TAIL: Final = re.compile(
    r"^(?:(?:厂商|厂家|供应商|公司|朋友|人|地方|店|工厂|老师|老板|兄弟)|比较好|好|靠谱|便宜|多|.)$"
)
_LABEL_WORDS: Final = 60


def products_in(text: str, name: str, original: str, *, labelled: bool) -> Iterator[Fact]:
    """What a folded text asks for. `original`: the text as it stands, of the same length."""
    if labelled:
        value = original.strip()
        if 1 < len(value) <= _LABEL_WORDS * 2:
            start = original.index(value)
            yield _fact(name, start, start + len(value), original, sure=0.95, method="label")
        return
    seen = 0
    for match in _ASK_EN.finditer(text):
        start, end = _phrase_en(text, match.end())
        if end - start >= 3 and start >= seen:
            seen = end
            weak = match.group().strip() in (
                "best",
                "order",
                "buy",
                "hire",
                "need",
                "want",
                "rent",
                "wants",
                "purchase",
            )
            yield _fact(name, start, end, original, sure=0.6 if weak else 0.8, method="cue")
    seen = 0
    for match in _ASK_HAN.finditer(text):
        start, end = _phrase_han(text, match.end())
        if (
            2 <= end - start <= 24
            and start >= seen
            and re.search(r"[\u4e00-\u9fffa-z]{2}", text[start:end])
        ):
            seen = end
            weak = match.group() in ("找", "求", "寻", "需要")
            yield _fact(name, start, end, original, sure=0.6 if weak else 0.8, method="cue")


def _fact(name: str, start: int, end: int, original: str, *, sure: float, method: str) -> Fact:
    words = original[start:end]
    return Fact("product", name, start, end, words, {"name": words}, sure, method)


def _phrase_en(text: str, start: int) -> tuple[int, int]:
    window = text[start : start + 120]
    changed = True
    while changed:
        changed = False
        for pattern in (_LEAD_EN, _AMOUNT):
            lead = pattern.match(window)
            if lead and lead.end():
                start, window, changed = start + lead.end(), window[lead.end() :], True
    stop = _STOP_EN.search(window)
    doer = _DOER.match(window)
    if doer:  # "a company that does epoxy flooring": what it does is what is wanted
        stop = _STOP_EN.search(window, doer.end())
    phrase = window[: stop.start()] if stop else window
    words = phrase.split(" ")
    phrase = " ".join(words[: 9 if doer else 7]).rstrip(" -")
    if _NOT_PRODUCT.match(phrase) or not re.search(r"[a-z]{3}", phrase):
        return start, start
    return start, start + len(phrase)


def _phrase_han(text: str, start: int) -> tuple[int, int]:
    window = text[start : start + 60]
    while True:
        skip = _SKIP_HAN.match(window)
        if not skip or not skip.end():
            break
        start, window = start + skip.end(), window[skip.end() :]
    stop = _STOP_HAN.search(window)
    phrase = window[: stop.start()] if stop else window
    while _TAIL_HAN.search(phrase):
        phrase = _TAIL_HAN.sub("", phrase)
    head, mark, tail = phrase.rpartition("的")
    if mark and _EMPTY_TAIL.match(tail):
        phrase = head
    elif mark:
        start, phrase = start + len(head) + 1, tail
    phrase = _MAKERS.sub("", phrase)
    return start, start + len(phrase.rstrip())
