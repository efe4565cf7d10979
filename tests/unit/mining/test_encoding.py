"""Every charset comes out right, whatever the page says of itself."""
# ruff: noqa: E501 -- sentences stay in one line

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadminer.mining.extraction.html.encoding import decode

TEXTS = {
    "zh-Hans": "请问哪里可以买到食品级的塑料桶？大概需要三百个，最好能送货到杭州，价格合适可以长期合作。",
    "zh-Hant": "請問哪裡可以買到食品級的塑膠桶？大概需要三百個，最好能送貨到高雄，價格合適可以長期合作。",
    "ja": "食品用のプラスチック容器を三百個ほど探しています。名古屋まで配送できる会社はありますか。",
    "ko": "식품용 플라스틱 통을 삼백 개 정도 구매하려고 합니다. 대구까지 배송 가능한 업체가 있을까요?",
    "ru": "Подскажите, где можно купить пищевые бочки? Нужно около трёхсот штук с доставкой в Казань.",
    "de": "Weiß jemand, wo man günstig Kunststofffässer für Lebensmittel kaufen könnte? Lieferung nach Würzburg.",
    "fr": "Où peut-on acheter des fûts alimentaires ? Il en faudrait trois cents, livrés à Besançon, très bientôt.",
    "tr": "Gıda için plastik bidon nereden alınır? Yaklaşık üç yüz adet, Eskişehir'e teslim edilecek şekilde.",
    "ar": "أين يمكن شراء براميل بلاستيكية للأغذية؟ نحتاج حوالي ثلاثمائة قطعة مع التوصيل إلى الرياض.",
    "th": "อยากทราบว่าซื้อถังพลาสติกสำหรับอาหารได้ที่ไหน ต้องการประมาณสามร้อยใบ ส่งถึงเชียงใหม่",
    "pl": "Gdzie można kupić beczki do żywności? Potrzebujemy około trzystu sztuk, dostawa do Białegostoku.",
    "el": "Πού μπορώ να αγοράσω πλαστικά βαρέλια τροφίμων; Χρειαζόμαστε τριακόσια, παράδοση στην Πάτρα.",
    "he": "איפה אפשר לקנות חביות פלסטיק למזון? אנחנו צריכים בערך שלוש מאות, עם משלוח לבאר שבע.",
}  # fmt: skip
CHARSETS = {
    "zh-Hans": "gbk gb18030 gb2312", "zh-Hant": "big5 big5-hkscs gb18030",
    "ja": "shift_jis euc-jp iso-2022-jp", "ko": "euc-kr", "ru": "windows-1251 koi8-r iso-8859-5",
    "de": "windows-1252 iso-8859-1", "fr": "windows-1252 iso-8859-15",
    "tr": "windows-1254 iso-8859-9", "ar": "windows-1256", "th": "cp874",
    "pl": "windows-1250 iso-8859-2", "el": "windows-1253 iso-8859-7", "he": "windows-1255",
}  # fmt: skip
PAIRS = [
    (lang, charset)
    for lang in TEXTS
    for charset in (*CHARSETS[lang].split(), "utf-8", "utf-16-le", "utf-16-be")
]
NAMES = {"cp874": "windows-874"}


def page(lang: str, charset: str, *, meta: str = "", times: int = 3) -> bytes:
    head = f'<meta charset="{meta}">' if meta else ""
    body = f"<p>{TEXTS[lang]}</p>\n" * times
    text = f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"
    return text.encode(charset, "replace")


def expected(lang: str, charset: str) -> str:
    return TEXTS[lang].encode(charset, "replace").decode(charset)


def header(charset: str) -> str:
    return f"text/html; charset={charset}" if charset else "text/html"


@pytest.mark.parametrize(("lang", "charset"), PAIRS)
def test_a_right_label_is_believed_even_on_a_tiny_page(lang: str, charset: str) -> None:
    name = NAMES.get(charset, charset)
    wanted = expected(lang, charset)
    assert wanted in decode(page(lang, charset, times=1), header(name)).text
    assert wanted in decode(page(lang, charset, meta=name, times=1), header("")).text


@pytest.mark.parametrize(("lang", "charset"), PAIRS)
def test_a_wrong_label_or_none_is_seen_through(lang: str, charset: str) -> None:
    wanted = expected(lang, charset)
    wrong = "utf-8" if charset != "utf-8" else "gb2312"
    name = NAMES.get(charset, charset)
    assert wanted in decode(page(lang, charset), header(wrong)).text
    assert wanted in decode(page(lang, charset, meta=wrong), header("")).text
    assert wanted in decode(page(lang, charset), header("")).text
    assert wanted in decode(page(lang, charset), header("iso-8859-1")).text
    assert wanted in decode(page(lang, charset, meta=name), header(wrong)).text
    assert wanted in decode(page(lang, charset, meta=wrong), header(name)).text


@pytest.mark.parametrize(("lang", "charset"), PAIRS)
def test_a_tail_that_was_cut_or_spoilt_spoils_no_more(lang: str, charset: str) -> None:
    wanted = expected(lang, charset)
    name = NAMES.get(charset, charset)
    body = page(lang, charset, meta=name)
    assert wanted in decode(body + b"\xff\xfe\x81", header("")).text
    cut = body[: body.rindex(b">".ljust(1)) - 9]
    assert wanted in decode(cut, header("")).text


def test_a_page_of_two_charsets_keeps_the_greater_part() -> None:
    mixed = page("zh-Hans", "utf-8", times=30).replace(
        b"</body>", "<p>广告位招租</p></body>".encode("gbk")
    )
    assert TEXTS["zh-Hans"] in decode(mixed, header("utf-8")).text


def test_a_byte_order_mark_wins_over_every_label() -> None:
    for charset, mark in (("utf-16-le", b"\xff\xfe"), ("utf-8", b"\xef\xbb\xbf")):
        assert TEXTS["ja"] in decode(mark + page("ja", charset), header("shift_jis")).text


@given(st.binary(max_size=400), st.sampled_from(["", "utf-8", "gbk", "big5", "nonsense", "utf-16"]))
def test_any_bytes_are_read_without_an_error(body: bytes, label: str) -> None:
    assert isinstance(decode(body, header(label)).text, str)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("it", "La pompa si è rotta e il modello 7 non viene più prodotto."),
        ("it", "Perché no? Così non si può, la qualità è tutto."),
        ("es", "La bomba se averió y el modelo 9 ya no se fabrica."),
        ("pt", "Então já está, é só à vista."),
        ("sv", "Är det någon här som vet?"),
    ],
)
def test_lone_accented_letters_are_of_no_other_script(lang: str, said: str) -> None:
    for head in ('<meta charset="iso-8859-1">', ""):
        body = f"<html lang={lang}><head>{head}</head><body><p>{said}</p>".encode("windows-1252")
        assert said in decode(body, "text/html").text


@pytest.mark.parametrize(
    ("lang", "charset", "said"),
    [
        ("tr", "windows-1254", "Güvenilir bir tedarikçi bilen var mı?"),
        ("pl", "iso-8859-2", "Szukam producenta opakowań, może być z Łodzi."),
        ("hu", "windows-1250", "Keresek gyártót, köszönöm szépen előre is."),
    ],
)
def test_the_language_a_page_names_tells_its_charset(lang: str, charset: str, said: str) -> None:
    body = f'<html lang="{lang}"><body><p>{said}</p>'.encode(charset)
    assert said in decode(body).text
