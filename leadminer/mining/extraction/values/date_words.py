"""Words of time in the languages of the trade: units, months, days. Lists only."""

from __future__ import annotations

import re
from typing import Final

from leadminer.mining.extraction.values.gated import Gated

_ENGLISH: Final = "jan feb mar apr may jun jul aug sep oct nov dec"
MONTHS: Final[dict[str, int]] = {month: n for n, month in enumerate(_ENGLISH.split(), 1)}
for _names in (
    "january february march april may june july august september october november december",
    "januar februar märz april mai juni juli august september oktober november dezember",
    "jan feb mär apr mai jun jul aug sep okt nov dez",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "janv févr mars avr mai juin juil août sept oct nov déc",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "ene feb mar abr may jun jul ago sept oct nov dic",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "jan fev mar abr mai jun jul ago set out nov dez",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "gen feb mar apr mag giu lug ago set ott nov dic",
    "januari februari maart april mei juni juli augustus september oktober november december",
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada "
    "grudnia",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "янв фев мар апр мая июн июл авг сен окт ноя дек",
    "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta "
    "syyskuuta lokakuuta marraskuuta joulukuuta",
    "ledna února března dubna května června července srpna září října listopadu prosince",
    "január február március április május június július augusztus szeptember október november "
    "december",
    "januari februari mars april maj juni juli augusti september oktober november december",
    "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie "
    "decembrie",
    "januari februari maret april mei juni juli agustus september oktober november desember",
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
):
    for _n, _name in enumerate(_names.split(), 1):
        MONTHS.setdefault(_name, _n)
MONTHS.update(
    {
        "mrz": 3,
        "sept": 9,
        "sett": 9,
        "сент": 9,
        "нояб": 11,
        "февр": 2,
        "fév": 2,
        "fevr": 2,
        "fevrier": 2,
        "aout": 8,
        "decembre": 12,
    }
)
MONTHS.update({"sty": 1, "kwi": 4, "cze": 6, "wrz": 9, "paź": 10, "gru": 12})

UNITS: Final[dict[str, int]] = {
    "秒": 1, "分": 60, "小时": 3600, "小時": 3600, "钟头": 3600, "鐘頭": 3600, "时间": 3600,
    "時間": 3600, "天": 86400, "日": 86400, "周": 604800, "週": 604800, "星期": 604800,
    "个月": 2592000, "個月": 2592000, "月": 2592000, "ヶ月": 2592000, "か月": 2592000,
    "年": 31536000,
    "초": 1, "시간": 3600, "일": 86400, "주": 604800, "개월": 2592000, "달": 2592000,
    "년": 31536000,
    "週間": 604800,
    "second": 1, "sec": 1, "s": 1, "minute": 60, "min": 60, "m": 60, "hour": 3600, "hr": 3600,
    "h": 3600, "day": 86400, "d": 86400, "week": 604800, "wk": 604800, "w": 604800,
    "month": 2592000, "mo": 2592000, "year": 31536000, "yr": 31536000, "y": 31536000,
    "sekunde": 1, "stunde": 3600, "tag": 86400, "woche": 604800, "monat": 2592000, "jahr": 31536000,
    "seconde": 1, "heure": 3600, "jour": 86400, "semaine": 604800, "mois": 2592000, "an": 31536000,
    "année": 31536000, "segundo": 1, "minuto": 60, "hora": 3600, "día": 86400, "dia": 86400,
    "semana": 604800, "mes": 2592000, "mese": 2592000, "mês": 2592000, "año": 31536000,
    "ano": 31536000, "giây": 1, "phút": 60, "giờ": 3600, "ngày": 86400, "tuần": 604800,
    "tháng": 2592000, "năm": 31536000, "secondo": 1, "ora": 3600, "giorno": 86400,
    "settimana": 604800, "anno": 31536000, "ore": 3600, "giorni": 86400, "minuti": 60,
    "settimane": 604800, "mesi": 2592000, "anni": 31536000, "uur": 3600, "dag": 86400,
    "dagen": 86400, "weken": 604800, "maand": 2592000, "maanden": 2592000, "minuten": 60,
    "detik": 1, "menit": 60, "jam": 3600, "hari": 86400, "minggu": 604800, "bulan": 2592000,
    "tahun": 31536000, "dakika": 60, "saat": 3600, "gün": 86400, "hafta": 604800, "ay": 2592000,
    "yıl": 31536000, "sekuntia": 1, "minuuttia": 60, "tunti": 3600, "tuntia": 3600,
    "päivää": 86400, "viikkoa": 604800, "kuukautta": 2592000, "vuotta": 31536000,
    "timmar": 3600, "dagar": 86400, "veckor": 604800, "månader": 2592000,
    "دقيقة": 60, "دقائق": 60, "ساعة": 3600, "ساعات": 3600, "يوم": 86400, "أيام": 86400,
    "أسبوع": 604800, "أسابيع": 604800, "شهر": 2592000, "أشهر": 2592000, "سنة": 31536000,
    "سنوات": 31536000, "دقیقه": 60, "ساعت": 3600, "روز": 86400, "هفته": 604800, "ماه": 2592000,
    "سال": 31536000, "минут": 60, "час": 3600, "дн": 86400, "ден": 86400, "недел": 604800,
    "месяц": 2592000, "год": 31536000, "лет": 31536000,
}  # fmt: skip
# days of the week as dates name them (CLDR), three letters and more
_DAYS: Final = (
    "domingo lunes martes miércoles jueves viernes sábado segunda-feira terça-feira "
    "quarta-feira quinta-feira sexta-feira segunda terça quarta quinta sexta feira "
    "domenica lunedì martedì mercoledì giovedì venerdì sabato maandag dinsdag woensdag "
    "donderdag vrijdag zaterdag zondag poniedziałek wtorek środa czwartek piątek sobota "
    "niedziela pondělí úterý středa čtvrtek pátek neděle hétfő kedd szerda csütörtök "
    "péntek szombat vasárnap luni marți miercuri joi vineri sâmbătă duminică måndag "
    "tisdag onsdag torsdag fredag lördag söndag mandag tirsdag lørdag søndag maanantai "
    "tiistai keskiviikko torstai perjantai lauantai sunnuntai maanantaina tiistaina "
    "keskiviikkona torstaina perjantaina lauantaina sunnuntaina понедельник вторник среда "
    "четверг пятница суббота воскресенье понеділок вівторок середа четвер субота неділя "
    "pazartesi salı çarşamba perşembe cuma cumartesi pazar thứ hai tư năm sáu bảy senin "
    "selasa rabu kamis jumat sabtu minggu الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة "
    "السبت شنبه یکشنبه دوشنبه سه\u200cشنبه چهارشنبه پنجشنبه جمعه יום ראשון שני שלישי "
    "רביעי חמישי שישי שבת δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή lundi "
    "mardi mercredi jeudi vendredi samedi dimanche montag dienstag mittwoch donnerstag "
    "freitag samstag sonnabend sonntag 월요일 화요일 수요일 목요일 금요일 토요일 일요일 "
    "วันจันทร์ วันอังคาร วันพุธ วันพฤหัสบดี วันศุกร์ วันเสาร์ วันอาทิตย์"
)
WEEKDAYS: Final = frozenset(_DAYS.split())
_COUNT: Final = r"(\d+|(?:an?|one|two|three|few|einer|einem|une?|uma?|una|a few|einigen)\b)"
AGO_LATIN: Final = Gated(
    rf"\b{_COUNT}\s*(seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|wks?|months?|mos?|"
    r"years?|yrs?|s|m|h|d|w|y)(?:\s*+,?\s*+(?:and\s*+)?\d+\s*(?:minutes?|mins?|hours?|hrs?|days?|"
    r"weeks?|months?))?\s+(?:ago\b|before$)|"
    rf"\b(?:vor|il y a|hace|há|sejak|för|منذ|قبل)\s+"
    rf"(?:environ\s+|cerca de\s+)?{_COUNT}\s*([^\W\d_]+)|"
    r"\b(\d+)\s*(giây|phút|giờ|ngày|tuần|tháng|năm)\s+trước|"
    r"\b(\d+|(?:une?|una|uma?)\b)[\s'’]*([^\W\d_]+)\s+(?:fa|atrás|geleden|yang lalu|önce|назад|"
    r"тому|sitten|sedan|siden|temu|پیش|قبل)\b|"
    r"^(\d+)\s?(mo|min|[smhdwy])$",
    re.I,
)
AGO_ASIAN: Final = re.compile(
    r"((?<!\d)\d++|[一二两兩三四五六七八九十半]{1,3})\s*+(?:个|個)?\s*+"
    r"(秒|分|小时|小時|钟头|鐘頭|時間|天|日|周|週間|週|星期|个月|個月|ヶ月|か月|月|年|"
    r"초|시간|일|주|개월|달|년)(?:半)?\s*+(?:钟|鐘)?\s*+(?:以)?(?:前|之前|전)"
)
THAI_MONTHS: Final[dict[str, int]] = {
    name: n
    for names in (
        "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม",
        "ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.",
    )
    for n, name in enumerate(names.split(), 1)
}
DAY_WORDS: Final[dict[str, int]] = {
    "今天": 0, "今日": 0, "昨天": 1, "昨日": 1, "前天": 2, "today": 0, "yesterday": 1,
    "heute": 0, "gestern": 1, "vorgestern": 2, "hoy": 0, "ayer": 1, "aujourd'hui": 0,
    "aujourd’hui": 0, "hier": 1, "hoje": 0, "ontem": 1, "hôm nay": 0, "hôm qua": 1, "오늘": 0,
    "어제": 1, "oggi": 0, "ieri": 1, "сегодня": 0, "вчера": 1, "dzisiaj": 0, "wczoraj": 1,
    "vandaag": 0, "gisteren": 1, "bugün": 0, "dün": 1, "اليوم": 0, "أمس": 1, "امروز": 0,
    "دیروز": 1, "tänään": 0, "eilen": 1, "idag": 0, "i dag": 0, "igår": 1, "i går": 1,
    "dnes": 0, "včera": 1, "dziś": 0, "azi": 0, "tegnap": 1, "hari ini": 0, "kemarin": 1,
    "сьогодні": 0, "вчора": 1, "היום": 0, "אתמול": 1, "σήμερα": 0, "χθες": 1,
}  # fmt: skip
DAY_WORD: Final = re.compile(
    r"(?<![^\W\d_])(?:" + "|".join(sorted(DAY_WORDS, key=len, reverse=True)) + r")(?![a-z])", re.I
)
JUST_NOW: Final = re.compile(
    r"^(?:\w+ )?(?:刚刚|剛剛|刚才|剛才|just now|moments? ago|a moment ago|"
    r"(?:less than )?a minute ago|"
    r"gerade eben|たった今|à l'instant|à l’instant|ahora mismo|agora mesmo|agora|vừa xong|"
    r"방금 ?전?|now|"
    r"a few seconds ago)$",
    re.I,
)


def unit_seconds(word: str) -> int | None:
    """How long a unit of time is; plurals and cases of the languages above are known."""
    low = word.lower()
    for form in (low, low.rstrip("s"), low.rstrip("n"), low[:-1], low[:-2], low[:-3]):
        if form in UNITS:
            return UNITS[form]
    return None
