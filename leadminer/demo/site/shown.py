"""How sites show a time: exact, or as people say it, which loses something."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

TO_THE_MINUTE: Final = timedelta(minutes=1)
TO_THE_HOUR: Final = timedelta(hours=1)


def as_chinese(posted: datetime, now: datetime) -> str:
    """A time as Chinese forums write it: 5分钟前, 3小时前, 昨天 18:20, 2026-11-20 14:03."""
    age = now - posted
    if age < timedelta(hours=1):
        return f"{max(1, int(age.total_seconds() // 60))}分钟前"
    if age < timedelta(hours=10):
        return f"{int(age.total_seconds() // 3600)}小时前"
    days = (now.date() - posted.date()).days
    words = {0: "今天", 1: "昨天", 2: "前天"}
    if days in words:
        return f"{words[days]} {posted:%H:%M}"
    return f"{posted:%Y-%m-%d %H:%M}"


def precision_of_chinese(posted: datetime, now: datetime) -> timedelta:
    """How far the reading of `as_chinese` may be off."""
    age = now - posted
    return TO_THE_HOUR if timedelta(hours=1) <= age < timedelta(hours=10) else TO_THE_MINUTE


def as_english(posted: datetime, now: datetime) -> str:
    """A time as an English question site writes it, beside the exact one in the mark-up."""
    age = now - posted
    minutes = int(age.total_seconds() // 60)
    if minutes < 60:
        return f"{max(1, minutes)} min ago"
    if minutes < 24 * 60:
        return f"{minutes // 60} hour{'s' if minutes >= 120 else ''} ago"
    if minutes < 7 * 24 * 60:
        days = minutes // (24 * 60)
        return f"{days} day{'s' if days > 1 else ''} ago"
    return f"{posted.day} {posted:%b %Y} at {posted:%H:%M}"


def as_local(posted: datetime, lang: str) -> str:
    """A full date in the habit of a language."""
    forms = {
        "de": "%d.%m.%Y, %H:%M Uhr",
        "ja": "%Y年%m月%d日 %H:%M",
        "zh-Hant": "%Y/%m/%d %H:%M",
    }
    return posted.strftime(forms.get(lang, "%Y-%m-%d %H:%M"))


def iso(posted: datetime) -> str:
    """ISO 8601 with a Z."""
    return posted.strftime("%Y-%m-%dT%H:%M:%SZ")
