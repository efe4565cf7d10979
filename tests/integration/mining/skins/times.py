"""How skins write a time: from now, by words of day, in the calendars and months of countries."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

UNITS = (("y", 31536000), ("mo", 2592000), ("d", 86400), ("h", 3600), ("m", 60))
_RELATIVE = {
    "zh": ("{}年前", "{}个月前", "{}天前", "{}小时前", "{}分钟前", "刚刚"),
    "zht": ("{}年前", "{}個月前", "{}天前", "{}小時前", "{}分鐘前", "剛剛"),
    "en": ("{} years ago", "{} months ago", "{} days ago", "{} hours ago", "{} minutes ago",
    "just now"),
    "short": ("{}y", "{}mo", "{}d", "{}h", "{}m", "now"),
    "de": ("vor {} Jahren", "vor {} Monaten", "vor {} Tagen", "vor {} Stunden", "vor {} Minuten",
    "gerade eben"),
    "fr": ("il y a {} ans", "il y a {} mois", "il y a {} jours", "il y a {} heures", "il y a "
    "{} minutes", "à l'instant"),
    "es": ("hace {} años", "hace {} meses", "hace {} días", "hace {} horas", "hace {} minutos",
    "ahora mismo"),
    "pt": ("há {} anos", "há {} meses", "há {} dias", "há {} horas", "há {} minutos",
    "agora mesmo"),
    "vi": ("{} năm trước", "{} tháng trước", "{} ngày trước", "{} giờ trước", "{} phút trước",
    "vừa xong"),
    "ja": ("{}年前", "{}ヶ月前", "{}日前", "{}時間前", "{}分前", "たった今"),
    "ko": ("{}년 전", "{}개월 전", "{}일 전", "{}시간 전", "{}분 전", "방금 전"),
    "id": ("{} tahun yang lalu", "{} bulan yang lalu", "{} hari yang lalu", "{} jam yang lalu",
    "{} menit yang lalu", "baru saja"),
    "over": ("over {} years ago", "{} months ago", "{} days ago", "{} hours ago",
    "{} minutes ago", "a few moments ago"),
}  # fmt: skip
_MONTHS = {
    "de": "Jan Feb März Apr Mai Juni Juli Aug Sep Okt Nov Dez",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
    "diciembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro "
    "dezembro",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre "
    "dicembre",
    "th": "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน "
    "ธันวาคม",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "id": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
}  # fmt: skip
_DAYS = {
    "ru": "Понедельник Вторник Среда Четверг Пятница Суббота Воскресенье",
    "ja": "月 火 水 木 金 土 日",
}
_NOON = {"ko": ("오전", "오후"), "zh": ("上午", "下午")}
_ERAS = {"roc": 1911, "era": 2018, "th": -543}  # 民國, 令和, the Buddha's


def shown(at: datetime, form: str, zone: Any, now: datetime) -> str:
    """A moment in a skin's form: strftime's, or one of the kinds before a colon."""
    kind, _, rest = form.partition(":")
    local = at.astimezone(zone)
    if kind == "relative":
        return _relative(at, rest, now)
    if kind == "dayword":  # Today, 10:32 AM
        return local.strftime(_plain(local, _of_day(local, rest, now.astimezone(zone))))
    if kind == "mixed":
        lang, _, old = rest.partition("|")
        return local.strftime(old) if now - at > timedelta(days=30) else _relative(at, lang, now)
    if kind in _MONTHS:
        form = rest.replace("%B", _MONTHS[kind].split()[local.month - 1])
    if kind in _DAYS:
        form = (rest if kind not in _MONTHS else form).replace(
            "%A", _DAYS[kind].split()[local.weekday()]
        )
    if kind in _NOON:
        form = rest.replace("%p", _NOON[kind][local.hour >= 12])
    if kind in _ERAS:
        form = (rest if kind not in _MONTHS else form).replace("%Y", str(local.year - _ERAS[kind]))
    return local.strftime(_plain(local, form))


def _of_day(local: datetime, forms: str, now: datetime) -> str:
    today, yesterday, rest = forms.split("|")
    days = (now.date() - local.date()).days
    return today if days == 0 else yesterday if days == 1 else rest


def _plain(local: datetime, form: str) -> str:
    return form.replace("%-q", str(local.month)).replace("%-k", str(local.day))


def _relative(at: datetime, lang: str, now: datetime) -> str:
    seconds = (now - at).total_seconds()
    for n, (_, size) in enumerate(UNITS):
        if seconds >= size:
            count = int(seconds // size)
            said = _RELATIVE[lang][n].format(count)
            return re.sub(r"^((?:over )?)1 (\w+?)s ago", r"\g<1>1 \2 ago", said)
    return _RELATIVE[lang][-1]


def tolerance(at: datetime, form: str, zone: Any, now: datetime) -> timedelta:
    """How exactly a reader of that form can know the moment."""
    relative = form.startswith("relative") or (
        form.startswith("mixed") and now - at <= timedelta(days=30)
    )
    if relative:
        seconds = (now - at).total_seconds()
        return timedelta(seconds=next((s for _, s in UNITS if seconds >= s), 60) + 120)
    if form.startswith("dayword"):
        form = _of_day(at.astimezone(zone), form.partition(":")[2], now.astimezone(zone))
    if not re.search("%-?[HIM]", form):
        return timedelta(days=1)
    return timedelta(seconds=61)
