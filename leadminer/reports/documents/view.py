"""A statement's frozen content -> what stands on the page, every text ready for its reader."""

from __future__ import annotations

from typing import Any

from leadminer.reports.documents.texts import Reader

HASH_SHOWN = 8  # characters of a hash beside a line; the whole of it stands in the evidence


def view(content: dict[str, Any]) -> dict[str, Any]:
    """All texts of a statement, by place. Pure: the same content gives the same view."""
    reader = Reader(content["language"])
    base = content["issuer"]["base_url"].rstrip("/")
    groups = [_group(content, reader, currency, base) for currency in content["totals"]]
    return {
        "lang": reader.language,
        "words": reader.words,
        "number": content["number"],
        "month": reader.month(content["period"]),
        "issued": reader.day(content["issued_at"][:10]),
        "issuer": content["issuer"]["name"],
        "merchant": content["merchant"],
        "due_by": reader.say("due_by", date=reader.day(content["due_on"])),
        "groups": groups,
        "evidence": [_evidence(line, reader, base) for line in content["lines"]],
        "terms": [_terms(terms, reader) for terms in content["terms"]],
        "books": {
            "closing": content["books"]["closing_hash"],
            "head": content["books"]["head_hash"],
            "head_label": reader.say("entry", n=content["books"]["head_seq"]),
        },
    }


def _link(base: str, path: str) -> str:
    """An address a document can open; nothing where the console's own is not set."""
    return f"{base}{path}" if base else ""


def _group(content: dict[str, Any], reader: Reader, currency: str, base: str) -> dict[str, Any]:
    totals = content["totals"][currency]
    lines = [line for line in content["lines"] if line["currency"] == currency]
    return {
        "currency": currency,
        "total_label": reader.say("total", currency=currency),
        "deals": str(len({line["deal_id"] for line in lines})),
        "value": reader.money(totals["value"], currency),
        "commission": reader.money(totals["commission"], currency),
        "held": reader.money(totals["held"], currency) if totals["held"] else "",
        "due": reader.money(totals["due"], currency),
        "commission_plain": reader.number(totals["commission"], currency),
        "held_plain": reader.number(-totals["held"], currency) if totals["held"] else "",
        "due_plain": reader.number(totals["due"], currency),
        "value_plain": reader.number(totals["value"], currency),
        "lines": [_line(line, reader, base) for line in lines],
    }


def _line(line: dict[str, Any], reader: Reader, base: str) -> dict[str, Any]:
    currency = line["currency"]
    notes = []
    if line["kind"] == "reversal":
        notes.append(reader.say("reversal"))
    if line["held_minor"] > 0 and line["held_until"]:
        notes.append(
            reader.say(
                "line_held",
                date=reader.short_day(line["held_until"]),
                amount=reader.number(line["held_minor"], currency),
            )
        )
    return {
        "deal": f"D-{line['deal_id']}",
        "date": reader.short_day(line["won_on"]),
        "title": line["title"],
        "link": _link(base, line["path"]),
        "quote": line["quote"],
        "quote_lang": line["lang"],
        "host": line["host"],
        "url": line["url"],
        "hash": line["content_hash"][:HASH_SHOWN],
        "value": reader.number(line["value_minor"], currency),
        "rate": _rate(line, reader),
        "commission": reader.number(line["commission_minor"], currency),
        "notes": notes,
        "negative": line["commission_minor"] < 0,
    }


def _rate(line: dict[str, Any], reader: Reader) -> str:
    """The rate, or what took its place: the minimum fee or the cap."""
    names = [step["name"] for step in line["steps"]]
    for name in ("cap_deal", "min_fee"):
        if name in names:
            return reader.say(f"step_{name}")
    return reader.rate(line["rate_bp"])


def _evidence(line: dict[str, Any], reader: Reader, base: str) -> dict[str, Any]:
    return {
        "deal": f"D-{line['deal_id']}",
        "title": line["title"],
        "link": _link(base, line["path"]),
        "quote": line["quote"],
        "quote_lang": line["lang"],
        "url": line["url"],
        "read": reader.say("read", time=reader.time(line["fetched_at"])),
        "chain": [
            {"word": reader.say("signal"), "id": f"S-{line['signal_id']}"},
            {"word": reader.say("lead"), "id": f"L-{line['lead_id']}"},
            {"word": reader.say("handoff"), "id": f"H-{line['handoff_id']}"},
            {"word": reader.say("deal"), "id": f"D-{line['deal_id']}"},
            {
                "word": reader.say("entry", n=line["entry_seq"]),
                "id": line["entry_hash"][:HASH_SHOWN],
            },
        ],
        "content_hash": line["content_hash"],
        "quote_hash": line["quote_hash"],
    }


def _terms(terms: dict[str, Any], reader: Reader) -> dict[str, Any]:
    currency = terms["currency"]
    rules = [reader.say("terms_rate", rate=reader.rate(terms["rate_bp"]).rstrip(" %"))]
    if terms["min_fee_minor"]:
        rules.append(reader.say("terms_min", amount=reader.money(terms["min_fee_minor"], currency)))
    if terms["cap_deal_minor"] is not None:
        rules.append(
            reader.say("terms_cap", amount=reader.money(terms["cap_deal_minor"], currency))
        )
    if terms["holdback_bp"]:
        rules.append(
            reader.say(
                "terms_holdback",
                rate=reader.rate(terms["holdback_bp"]).rstrip(" %"),
                days=terms["holdback_days"],
            )
        )
    rules.append(reader.say("terms_pay", days=terms["payment_terms_days"]))
    rules.append(reader.say(f"round_{terms['rounding']}"))
    return {
        "heading": reader.say(
            "terms", version=terms["version"], date=reader.day(terms["valid_from"])
        ),
        "rules": rules,
    }
