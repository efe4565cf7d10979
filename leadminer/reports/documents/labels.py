"""The words on statements, in the merchant's language; English where a language is missing."""

from __future__ import annotations

LANGUAGES = ("en", "zh-Hans", "zh-Hant")
LOCALES = {"en": "en_GB", "zh-Hans": "zh_Hans_CN", "zh-Hant": "zh_Hant_TW"}

# key: (en, zh-Hans, zh-Hant)
_WORDS: dict[str, tuple[str, str, str]] = {
    "statement": ("Commission statement", "佣金对账单", "佣金對帳單"),
    "number": ("Statement no.", "对账单编号", "對帳單編號"),
    "issued": ("Issued", "开具日期", "開立日期"),
    "period": ("Period", "账期", "帳期"),
    "from": ("From", "服务商", "服務商"),
    "to": ("For", "商家", "商家"),
    "deals": ("Deals", "成交", "成交"),
    "deal_value": ("Deal value", "成交金额", "成交金額"),
    "commission": ("Commission", "佣金", "佣金"),
    "held": ("Held back", "冻结中", "凍結中"),
    "due": ("Due", "应付", "應付"),
    "due_by": ("Due by {date}", "{date} 前应付", "{date} 前應付"),
    "pay_by": ("payable by {date}", "请于 {date} 前支付", "請於 {date} 前支付"),
    "date": ("Won", "成交日", "成交日"),
    "deal": ("Deal", "成交", "成交"),
    "began": ("The sentence it began with", "最初的那句话", "最初的那句話"),
    "value": ("Value", "金额", "金額"),
    "rate": ("Rate", "费率", "費率"),
    "total": ("Total {currency}", "合计 {currency}", "合計 {currency}"),
    "held_note": (
        "kept back against refunds, released at the end of the holding period",
        "退款保证金，冻结期满后释放",
        "退款保證金，凍結期滿後釋放",
    ),
    "line_held": (
        "held until {date}: {amount}",
        "冻结至 {date}：{amount}",
        "凍結至 {date}：{amount}",
    ),
    "reversal": ("Reversal", "冲销", "沖銷"),
    "lead_line": (
        "Every amount opens its deal, its hand-off, the talk and the sentence it began with.",
        "每笔金额都可逐级打开：成交、移交、对话，直到最初的那句话。",
        "每筆金額都可逐級開啟：成交、移交、對話，直到最初的那句話。",
    ),
    "evidence": ("Where each deal came from", "每笔成交的来源", "每筆成交的來源"),
    "evidence_note": (
        "Sentences are quoted as they were read. The content hash is the SHA-256 of the page"
        " as received; a changed quotation would no longer verify.",
        "引文保持读取时的原文。内容哈希为所收页面的 SHA-256；引文如被改动，验证即告失败。",
        "引文保持讀取時的原文。內容雜湊為所收頁面的 SHA-256；引文如被更動，驗證即告失敗。",
    ),
    "read": ("read {time} UTC", "读取于 {time} UTC", "讀取於 {time} UTC"),
    "content_hash": ("Content hash", "内容哈希", "內容雜湊"),
    "quote_hash": ("Quotation hash", "引文哈希", "引文雜湊"),
    "entry": ("Entry {n}", "凭证 {n}", "憑證 {n}"),
    "reckoning": ("How the commission is reckoned", "佣金如何计算", "佣金如何計算"),
    "terms": (
        "Agreement version {version}, in force from {date}",
        "合作协议第 {version} 版，自 {date} 起生效",
        "合作協議第 {version} 版，自 {date} 起生效",
    ),
    "terms_rate": ("{rate} % of the deal value", "成交金额的 {rate}%", "成交金額的 {rate}%"),
    "terms_min": ("at least {amount} a deal", "每笔不低于 {amount}", "每筆不低於 {amount}"),
    "terms_cap": ("at most {amount} a deal", "每笔不高于 {amount}", "每筆不高於 {amount}"),
    "terms_holdback": (
        "{rate} % of the commission held back for {days} days",
        "佣金的 {rate}% 冻结 {days} 天",
        "佣金的 {rate}% 凍結 {days} 天",
    ),
    "terms_pay": (
        "payable {days} days after the end of the month",
        "月末后 {days} 天内支付",
        "月底後 {days} 天內支付",
    ),
    "round_half_even": (
        "half a minor unit rounds to the even neighbour",
        "半个最小货币单位按银行家舍入",
        "半個最小貨幣單位按銀行家捨入",
    ),
    "round_half_up": ("half a minor unit rounds up", "四舍五入", "四捨五入"),
    "round_down": (
        "parts of a minor unit are dropped",
        "不足最小货币单位舍去",
        "不足最小貨幣單位捨去",
    ),
    "round_up": ("parts of a minor unit round up", "不足最小货币单位进位", "不足最小貨幣單位進位"),
    "step_rate": ("{rate} %", "{rate}%", "{rate}%"),
    "step_min_fee": ("minimum fee", "最低佣金", "最低佣金"),
    "step_cap_deal": ("cap", "封顶", "封頂"),
    "books": ("Books", "账簿", "帳簿"),
    "books_note": (
        "Double entry, append-only, each entry chained to the one before. Keep this page: nobody"
        " can rewrite the month without its hashes changing.",
        "复式记账，只增不改，每笔凭证与前一笔相链。请保存本页：若有人改写本月账目，哈希必然改变。",
        "複式記帳，只增不改，每筆憑證與前一筆相鏈。請保存本頁：若有人改寫本月帳目，雜湊必然改變。",
    ),
    "closing_hash": ("Closing hash", "结账哈希", "結帳雜湊"),
    "head_hash": ("Chain head", "链头", "鏈頭"),
    "page": ("Page {n} of {total}", "第 {n} / {total} 页", "第 {n} / {total} 頁"),
    "handoff": ("Hand-off", "移交", "移交"),
    "lead": ("Lead", "线索", "線索"),
    "signal": ("Signal", "信号", "信號"),
    "url": ("Address", "网址", "網址"),
    "currency": ("Currency", "货币", "貨幣"),
    "title": ("What", "内容", "內容"),
    "booked": ("Booked", "入账日", "入帳日"),
    "kind": ("Kind", "类型", "類型"),
    "fetched": ("Read (UTC)", "读取时间 (UTC)", "讀取時間 (UTC)"),
    "held_until": ("Held until", "冻结至", "凍結至"),
    "link": ("Link", "链接", "連結"),
    "kind_commission": ("commission", "佣金", "佣金"),
    "kind_reversal": ("reversal", "冲销", "沖銷"),
}


def language_of(code: str) -> str:
    """The supported language nearest to a code: zh-TW reads zh-Hant, de reads en."""
    if code in LANGUAGES:
        return code
    low = code.lower().replace("_", "-")
    if low.startswith("zh"):
        traditional = any(part in low.split("-") for part in ("hant", "tw", "hk", "mo"))
        return "zh-Hant" if traditional else "zh-Hans"
    return "en"


def labels(language: str) -> dict[str, str]:
    """All words in a language, by key; some have {places} to fill."""
    index = LANGUAGES.index(language_of(language))
    return {key: words[index] for key, words in _WORDS.items()}
