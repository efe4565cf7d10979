"""A small world for the console: three merchants, leads in every state, deals, a statement."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

from leadminer.base.clock import FixedClock
from leadminer.base.ids import content_hash, keyed_hash
from leadminer.conversations.tables import Message
from leadminer.deals.queries import add_deal
from leadminer.deals.tables import Agreement, Deal
from leadminer.flow import settle
from leadminer.handoffs.tables import Candidate, DeliveryContract, Handoff, HandoffMove, QueuedLead
from leadminer.leads.tables import ChecklistAnswer, Judgement, Lead, LeadMove
from leadminer.merchants.passwords import hash_password
from leadminer.merchants.tables import Merchant, Offer, User
from leadminer.prospects.tables import ContactPoint, Prospect
from leadminer.reports.statements import Issuer
from leadminer.signals.tables import Signal, Source, SourceRun
from leadminer.store import Session

PASSWORD = "correct horse battery"
NOW = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
KEY = b"k" * 32


@dataclass
class World:
    """Ids the tests ask for."""

    merchants: list[int] = field(default_factory=list)
    leads: list[int] = field(default_factory=list)
    handoffs: dict[str, int] = field(default_factory=dict)
    drafts: list[int] = field(default_factory=list)
    deal: int = 0
    statement: int = 0


# state, language, country, host, author, title, text with [[reason spans]] and what they weigh
TEXTS: list[tuple[Any, ...]] = [
    ("new", "zh-Hans", "CN", "bbs.food-machine.example", "何先生", "求购：食品级不锈钢搅拌罐 500L，两台",
     "我们是广州的一家饮料小厂，[[急需两台500L搅拌罐|quantity|1.4]]，食品级304，带夹套加热，[[预算8万以内|budget|0.9]]，"
     "[[下月底前到货|deadline|0.8]]，[[哪家可以报价？|ask_supplier|1.9]]", "request", 3, 0.91),
    ("new", "en", "GB", "eng-forum.example", "pumpwright", "Looking for an OEM for stainless dosing pumps",
     "Our current supplier [[raised prices twice this year|switch|0.9]]. [[Can anyone recommend a"
     " factory|ask_recommend|1.7]] that does [[MOQ 200|quantity|0.8]] with CE papers? Preferably"
     " somebody who answers e-mail within a day, we had enough of the silence.", "recommendation", 2, 0.84),
    ("new", "zh-Hant", "TW", "forum.eyes.example", "guest", "請問台中有推薦的近視雷射診所嗎",
     "[[想年底前做|deadline|0.7]]，怕夜間眩光，[[請大家推薦醫師|ask_recommend|1.5]]，價格不是最重要，術後照顧比較要緊。",
     "recommendation", 2, 0.62),
    ("qualified", "en", "DE", "eng-forum.example", "brauhaus_k", "Jacketed mixing vessel, 800 l, for a small brewery",
     "[[We need a quote|ask_supplier|1.8]] for one [[800 l jacketed vessel|quantity|1.1]], delivered to"
     " Leipzig by [[end of January|deadline|0.7]]. Budget is [[about 15k EUR|budget|0.9]].", "request", 3, 0.88),
    ("contacted", "zh-Hans", "CN", "bbs.food-machine.example", "小林豆制品", "豆浆灌装线升级，求推荐厂家",
     "老线一小时才800瓶，[[想换2000瓶/小时的|quantity|1.0]]，[[有做过的厂家推荐一下吗|ask_recommend|1.6]]？",
     "recommendation", 2, 0.77),
    ("handed_off", "en", "NL", "eng-forum.example", "zuivelmaker", "Supplier for 3 small pasteurisers wanted",
     "[[Looking for three 200 l pasteurisers|quantity|1.3]] for a dairy co-op, [[offers welcome|ask_supplier|1.5]]. Need CE and a manual in Dutch or English.", "request", 3, 0.86),
    ("handed_off", "zh-Hans", "CN", "b2b.tanks.example", "采购-李", "不锈钢储罐 20 立方 采购",
     "[[求购20立方储罐一台|ask_supplier|1.8]]，山东交货，[[月底前定|deadline|0.9]]，带CIP清洗。", "request", 3, 0.83),
    ("accepted", "en", "IE", "eng-forum.example", "fermentista", "Where to buy dosing skids?",
     "[[Where can I buy|ask_buy|1.2]] a dosing skid for citric acid, 60 l/h? [[Need it before spring|deadline|0.6]]."
     " You can write to me: fermentista@mail.example or call +353 1 555 0142.", "request", 2, 0.79),
    ("won", "zh-Hans", "CN", "bbs.food-machine.example", "果汁阿明", "急购果汁调配罐",
     "[[急需两台1000L调配罐|quantity|1.4]]，[[谁家有现货|ask_supplier|1.7]]？[[预算9万|budget|0.8]]。", "request", 3, 0.9),
    ("won", "en", "US", "eng-forum.example", "sparklewater", "Recommend a dosing pump factory?",
     "[[Can anyone recommend a factory|ask_recommend|1.7]] for dosing pumps, around [[60 pieces|quantity|0.9]], stainless?", "recommendation", 2, 0.8),
    ("disqualified", "en", "", "eng-forum.example", "tank-king", "We supply best quality mixing tanks, contact us",
     "[[Leading manufacturer since 1998|seller|-1.8]], [[WhatsApp|place_seller|-0.9]] +86 139 5555 0101", "seller", 0, 0.18),
    ("lost", "zh-Hant", "HK", "forum.eyes.example", "匿名", "想問隱形眼鏡哪裡買便宜",
     "[[請問哪裡買|ask_buy|1.1]]日拋比較便宜？", "request", 1, 0.55),
]
RUNS = [
    ("ok", "https://bbs.food-machine.example/board/12", "", 41, 122, 18, {}),
    ("partial", "https://eng-forum.example/c/suppliers", "page budget of 200 used up", 200, 311, 44, {"robots": 12}),
    ("blocked", "https://machinery-forum.example/", "robots.txt forbids /forum/", 1, 0, 0, {"robots": 1}),
    ("rate_limited", "https://b2b.tanks.example/wanted", "429 after 31 pages, asked to wait 3600 s", 31, 57, 3, {}),
    ("empty", "https://forum.eyes.example/lasik?since=today", "", 3, 0, 31, {}),
    ("failed", "https://gone.example/", "the host does not answer", 0, 0, 0, {}),
]
DRAFT_ZH = (
    "您好，两台500L食品级304带夹套的搅拌罐，8万以内、月底到货是做得到的。恒力机械（广东）做200到1000升的夹套罐，现有500升的图纸，"
    "交期一般25天。要准的报价还需要知道：物料粘度、加热方式（蒸汽还是电）、是否要CIP口。\n\n"
    "说明：本回答由恒力机械委托的服务商撰写，如成交我们会收取佣金。"
)


def parse(marked: str) -> tuple[str, list[dict[str, Any]]]:
    """A text with [[span|label|weight]] as plain text and the scorer's reasons."""
    text, reasons, at = "", [], 0
    for match in re.finditer(r"\[\[(.+?)\|(.+?)\|(-?[\d.]+)\]\]", marked, re.S):
        text += marked[at : match.start()]
        reasons.append({"field": "text", "start": len(text), "end": len(text) + len(match[1]),
                        "text": match[1], "label": match[2], "weight": float(match[3])})
        text += match[1]
        at = match.end()
    return text + marked[at:], sorted(reasons, key=lambda r: -abs(r["weight"]))


def users(session: Session, merchant_ids: list[int], now: datetime = NOW) -> None:
    """One log-in a role, and one a merchant."""
    people = [("operator", "operator", None, "Mei Lin"), ("finance", "finance", None, "Jonas Adler")]
    people += [(f"merchant{n}", "merchant", one, f"Merchant {n}") for n, one in enumerate(merchant_ids, 1)]
    for name, role, merchant_id, shown in people:
        _add(session, User(email=f"{name}@example.org", password_hash=_hash(), role=role, name=shown,
                           merchant_id=merchant_id, created_at=now))


@cache
def _hash() -> str:
    """Argon2 is slow on purpose; one hash serves everybody here."""
    return hash_password(PASSWORD)


def plant(session: Session, *, now: datetime = NOW, copies: int = 1) -> World:
    """Fill an empty database; `copies` repeats the new leads for long lists."""
    world = World()
    offers = _merchants(session, world, now)
    users(session, world.merchants, now)
    runs = _runs(session, now)
    sources = {host: _add(session, Source(host=host, family="forum", created_at=now))
               for host in sorted({t[3] for t in TEXTS})}
    for copy in range(copies):
        for number, row in enumerate(TEXTS):
            if copy and row[0] != "new":
                continue
            _lead(session, world, offers, sources, runs[0], now, number + 100 * copy, row)
    _handoffs(session, world, now)
    return world


def _add(session: Session, row: Any) -> Any:
    session.add(row)
    session.flush()
    return row


def _merchants(session: Session, world: World, now: datetime) -> list[Offer]:
    found = []
    for slug, name, lang, country, zone, currency, offer, keywords in (
        ("hengli", "恒力机械 Hengli", "zh-Hans", "CN", "Asia/Shanghai", "CNY", "Mixing and storage tanks 200-1000 L", ["搅拌罐", "tank"]),
        ("northpump", "North Pump Works", "en", "GB", "Europe/London", "EUR", "Dosing pumps and skids", ["pump"]),
        ("clearview", "晴明眼科 Clearview", "zh-Hant", "TW", "Asia/Taipei", "TWD", "近視雷射", ["雷射"]),
    ):
        merchant = _add(session, Merchant(slug=slug, name=name, lang=lang, country=country, timezone=zone,
                                          currency=currency, site=f"https://{slug}.example", created_at=now))
        world.merchants.append(merchant.id)
        found.append(_add(session, Offer(merchant_id=merchant.id, slug=f"{slug}-1", name=offer, keywords=keywords,
                                         checklist=["need", "quantity"], typical_value_minor=8_000_000)))
        _add(session, DeliveryContract(merchant_id=merchant.id, offer_id=found[-1].id))
        _add(session, Agreement(merchant_id=merchant.id, version=1, valid_from=date(2026, 1, 1), currency=currency,
                                rate_bp=500, min_fee_minor=50_000, holdback_bp=1000, holdback_days=30, in_force_at=now))
    return found


def _runs(session: Session, now: datetime) -> list[SourceRun]:
    rows = []
    for number, (outcome, url, reason, pages, new, seen, refusals) in enumerate(RUNS):
        start = now - timedelta(hours=3, minutes=20 * number)
        rows.append(_add(session, SourceRun(
            key=f"run{number}", job="night", spider="qa", spider_version="1", url=url, state="ended", outcome=outcome,
            reason=reason, due_at=start, queued_at=start, started_at=start, ended_at=start + timedelta(minutes=7),
            pages=pages, requests=pages + 2, signals_new=new, signals_seen=seen, refusals=refusals)))
    _add(session, SourceRun(key="running", spider="directory", url="https://directory.example/", state="running",
                            due_at=now, queued_at=now, started_at=now - timedelta(minutes=1), pages=12, signals_new=7))
    return rows


def _lead(session: Session, world: World, offers: list[Offer], sources: dict[str, Source], run: SourceRun,
          now: datetime, number: int, row: tuple[Any, ...]) -> None:
    state, lang, country, host, author, title, marked, intent, strength, score = row
    text, reasons = parse(marked)
    said = now - timedelta(hours=2 + 7 * (number % 100))
    contacts = [{"kind": "email", "value": "fermentista@mail.example", "raw": "fermentista@mail.example"}] \
        if author == "fermentista" else []
    signal = _add(session, Signal(
        key=f"{number:064d}", kind="post", source_id=sources[host].id, run_id=run.id, url=f"https://{host}/t/{number}",
        author=author, title=title, text=text, text_hash=content_hash(text), posted_at=said, lang=lang,
        section=["Suppliers"] if lang == "en" else ["求购"], fetched_at=now - timedelta(hours=1), http_status=200,
        content_hash=content_hash(title), quote_start=reasons[0]["start"] if reasons else 0,
        quote_end=reasons[0]["end"] if reasons else 0, spider="qa", spider_version="1", contacts=contacts,
        first_seen_at=said, last_seen_at=now))
    prospect = _add(session, Prospect(display_name=author, lang=lang, country=country or None, created_at=now))
    _add(session, ContactPoint(prospect_id=prospect.id, kind="account", value=f"{host}/{author}",
                               value_hash=keyed_hash(KEY, f"{host}/{author}{number}"), observed_at=now))
    for contact in contacts:
        _add(session, ContactPoint(prospect_id=prospect.id, kind="email", value=contact["value"],
                                   value_hash=keyed_hash(KEY, contact["value"]), observed_at=now))
    _add(session, Judgement(signal_id=signal.id, score=score, probability=score, intent=score > 0.5, intent_class=intent,
                            strength=strength, lang=lang, reasons=reasons, model_version="linear-1",
                            note="not calibrated yet", judged_at=now))
    offer = offers[2] if host.startswith("forum.eyes") else offers[1] if "ump" in title or "dosing" in text.lower() else offers[0]
    lead = _add(session, Lead(
        prospect_id=prospect.id, offer_id=offer.id, signal_id=signal.id, state=state, intent=score, fit=0.93 if number % 2 else 0.71,
        reachability=0.5 + 0.04 * (number % 10), timeliness=max(0.1, 0.98 - 0.06 * (number % 12)), rank=round(score - 0.0013 * number, 4),
        fit_reasons=[{"field": "title", "start": 0, "end": 2, "text": title[:4], "label": "keyword", "weight": 1.0}],
        lang=lang, country=country or None, created_at=now, updated_at=now))
    world.leads.append(lead.id)
    way = {"contacted": ["contacted"], "qualified": ["qualified"], "handed_off": ["qualified", "handed_off"],
           "accepted": ["qualified", "handed_off", "accepted"], "won": ["qualified", "handed_off", "accepted", "won"],
           "lost": ["qualified", "handed_off", "accepted", "lost"], "disqualified": ["disqualified"]}.get(state, [])
    before = "new"
    for step in way:
        reason = "seller" if step == "disqualified" else "the checklist is met" if step == "qualified" else ""
        _add(session, LeadMove(lead_id=lead.id, from_state=before, to_state=step, actor="system:hand_off", reason=reason, at=now))
        before = step
    for item, status, value in (("need", "known", title[:20]), ("quantity", "known", reasons[0]["text"] if reasons else ""),
                                ("budget", "unknown", ""), ("timing", "asked", "")):
        _add(session, ChecklistAnswer(lead_id=lead.id, item=item, status=status, value=value, updated_at=now))
    if state in {"new", "contacted"} and score > 0.7:
        draft = state == "new"
        message = _add(session, Message(
            lead_id=lead.id, merchant_id=offer.merchant_id, prospect_id=prospect.id, channel="draft",
            state="proposed" if draft else "posted", lang=lang, target_url=signal.url, policy_version="2026-11-22", rule_id="draft-by-hand",
            body=DRAFT_ZH if lang == "zh-Hans" else "North Pump Works builds dosing pumps of that size with CE papers; MOQ 200 is"
            " fine. For a firm quote they need flow, pressure and medium.\n\nDisclosure: this answer is written for North Pump Works;"
            " we earn a commission if you buy.",
            decision={"facts": {"channel": "draft", "site": host}, "explanation": "a disclosed answer posted by a person is allowed here",
                      "citation": "the site's own rule for answers by companies"},
            due_at=now, created_at=now, ended_at=None if draft else now))
        world.drafts.append(message.id)


def _handoffs(session: Session, world: World, now: datetime) -> None:
    clock = FixedClock(now)
    for lead_id in world.leads:
        lead = session.get(Lead, lead_id)
        assert lead is not None
        state = {"handed_off": "delivered", "accepted": "accepted", "won": "won", "lost": "lost"}.get(lead.state)
        if state is None:
            continue
        offer = session.get(Offer, lead.offer_id)
        assert offer is not None
        for merchant_id in world.merchants:
            chosen = merchant_id == offer.merchant_id
            _add(session, Candidate(lead_id=lead_id, contract_id=merchant_id, merchant_id=merchant_id, chosen=chosen,
                                    passed=chosen, rule="chosen" if chosen else "offer",
                                    detail="furthest below its share" if chosen else "does not serve this need", at=now))
        _add(session, QueuedLead(lead_id=lead_id, state="placed", due_at=now, created_at=now))
        handoff = _add(session, Handoff(
            lead_id=lead_id, merchant_id=offer.merchant_id, contract_id=offer.merchant_id, state=state,
            delivered_at=now - timedelta(hours=5), accept_until=now + timedelta(hours=19),
            return_until=now + timedelta(days=7), updated_at=now))
        world.handoffs.setdefault(f"{state}:{offer.merchant_id}", handoff.id)
        before = "delivered"
        for step in {"accepted": ["accepted"], "won": ["accepted", "won"], "lost": ["accepted", "lost"]}.get(state, []):
            _add(session, HandoffMove(handoff_id=handoff.id, from_state=before, to_state=step,
                                      actor=f"merchant:{offer.merchant_id + 2}", at=now - timedelta(hours=2)))
            before = step
        if state == "won":
            merchant = session.get(Merchant, offer.merchant_id)
            assert merchant is not None
            day = (now - timedelta(days=30)).date()
            signal = session.get(Signal, lead.signal_id)
            assert signal is not None
            deal = add_deal(session, Deal(
                handoff_id=handoff.id, merchant_id=offer.merchant_id, agreement_id=offer.merchant_id, value_minor=7_800_000,
                currency=merchant.currency, won_on=day, title=signal.title, evidence="order 2026-771", recorded_at=now,
                recorded_by="merchant:3"))
            settle.accrue(session, clock, deal.id or 0)
            world.deal = deal.id or 0
    month = (now - timedelta(days=30)).strftime("%Y-%m")
    settle.close_period(session, clock, month, "finance:2")
    made = settle.make_statements(session, clock, month, issuer=Issuer("Leadworks Ltd", ""), actor="finance:2")
    world.statement = made[0].id or 0
