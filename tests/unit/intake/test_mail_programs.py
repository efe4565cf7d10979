"""Mails as Outlook, Gmail, QQ, 163, Thunderbird, Apple Mail, lists and portals make them."""

from __future__ import annotations

import base64

import pytest

from leadminer.intake.mails import mail_row

WORDS = "We need 200 steel drums delivered to Rotterdam."
DAY = "Date: Tue, 03 Nov 2026 10:00:00 +0800\n"
MOMENT = "2026-11-03T02:00:00+00:00"
UTF8 = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n"


def written(
    body: str = WORDS,
    sender: str = "Bo <bo@b.example>",
    title: str = "drums",
    head: str = UTF8,
    day: str = DAY,
) -> bytes:
    return (
        f"From: {sender}\nTo: s@us.example\nSubject: {title}\n{day}Message-ID: <x1@b.example>\n"
        f"MIME-Version: 1.0\n{head}\n{body}\n"
    ).encode()


def in_words(charset: str, text: str, label: str = "") -> str:
    return f"=?{label or charset}?B?{base64.b64encode(text.encode(charset)).decode()}?="


def in_bytes(charset: str, text: str, label: str = "") -> bytes:
    head = f"Content-Type: text/plain; charset={label or charset}\n"
    head += "Content-Transfer-Encoding: 8bit\n"
    return written("", head=head).rstrip() + b"\n\n" + text.encode(charset)


@pytest.mark.parametrize(
    "announced",
    [
        "On Mon, Nov 2, 2026 at 9:00 AM The Sales Department of Us <sales.dep@us.example>\nwrote:",
        "On 02.11.26 09:00, Sales wrote:",
        "Sales <s@us.example> 于2026年11月2日周一 09:00写道：",
        "Sales <s@us.example> 於 2026年11月2日 週一 上午9:00寫道：",
        'At 2026-11-02 09:00:00, "Sales" <s@us.example> wrote:',
        "El lun, 2 nov 2026 a las 9:00, Sales (<s@us.example>) escribió:",
        "Il giorno lun 2 nov 2026 alle ore 09:00 Sales <s@us.example> ha scritto:",
        "Em seg., 2 de nov. de 2026 às 09:00, Sales <s@us.example> escreveu:",
        "Op ma 2 nov 2026 om 09:00 schreef Sales <s@us.example>:",
        "pon., 2 lis 2026 o 09:00 Sales <s@us.example> napisał(a):",
        "пн, 2 нояб. 2026 г. в 09:00, Sales <s@us.example>:",
        "2026年11月2日(月) 9:00 Sales <s@us.example>:",
        "2026년 11월 2일 (월) 오전 9:00, Sales <s@us.example>님이 작성:",
        "Am 02.11.26 um 09:00 schrieb Sales:",
        "De : Sales <s@us.example>\nEnvoyé : lundi 2 novembre 2026 09:00\nÀ : Bo\nObjet : offre",
        "De: Sales <s@us.example>\nEnviado el: lunes, 2 de noviembre\nPara: Bo\nAsunto: oferta",
        "---------------&nbsp;原始邮件&nbsp;---------------\n发件人: 销售\n发送时间: 2026年11月2日",
        "--\nBo Chen\n+86 512 6800 1234",
        "-----BEGIN PGP SIGNATURE-----\n\niQIzBAEBCAAdFiEE\n=abcd\n-----END PGP SIGNATURE-----",
    ],
)
def test_what_programs_quote_below_in_any_language_is_left_out(announced: str) -> None:
    old = "" if announced.startswith("--") else "\n\n> old words\n> more of them"
    assert mail_row(1, written(f"{WORDS}\n\n{announced}{old}")).values["text"] == WORDS


def test_an_answer_below_what_it_quotes_is_read() -> None:
    body = f"On 02.11.26 09:00, Sales wrote:\n> what do you need?\n\n{WORDS}"
    assert mail_row(1, written(body)).values["text"] == WORDS


@pytest.mark.parametrize(
    "said",
    [
        f"Please quote by 17:00 on 12 Nov 2026 to bo@b.example what follows:\n{WORDS}",
        f"Delivery 12.11.2026, 09:00 sharp:\n{WORDS}",
        f"What we want\n--\nfirst\n--\n{WORDS}" + "\nand one line more" * 9,
    ],
)
def test_times_addresses_and_lines_of_his_own_end_no_mail(said: str) -> None:
    assert mail_row(1, written(said)).values["text"] == said


FORWARDS = [
    "---------- Forwarded message ---------\nFrom: Bo Chen <bo@b.example>\n"
    f"Date: Mon, Nov 2, 2026 at 9:00 AM\nSubject: drums\nTo: <c@us.example>\n\n\n{WORDS}",
    "fyi\n\nFrom: Bo Chen [mailto:bo@b.example]\nSent: Monday, November 2, 2026 9:00 AM\n"
    f"To: Sales\nSubject: drums\n\n{WORDS}",
    "> Begin forwarded message:\n> \n> From: Bo Chen <bo@b.example>\n> Subject: drums\n"
    f"> Date: 2 November 2026 at 09:00:00 CET\n> To: c@us.example\n> \n> {WORDS}",
    '------------------ 原始邮件 ------------------\n发件人: "Bo Chen" <bo@b.example>;\n'
    f"发送时间: 2026年11月2日(星期一) 上午9:00\n收件人: c@us.example;\n主题: drums\n\n{WORDS}",
]


@pytest.mark.parametrize("body", FORWARDS)
def test_who_asked_counts_not_who_passed_it_on(body: str) -> None:
    row = mail_row(1, written(body, sender="Clerk <c@us.example>", title="Fwd: drums"))
    told = [row.values[name] for name in ("author", "email", "title", "text")]
    assert told == ["Bo Chen", "bo@b.example", "drums", WORDS]


def test_who_adds_words_of_his_own_or_brings_back_ours_speaks_himself() -> None:
    long = "Please quote us as well: we need 40 of what our customer asks for below, in blue."
    row = mail_row(1, written(f"{long}\n\n{FORWARDS[0]}", sender="K <k@k.example>", title="Fw: x"))
    assert (row.values["author"], row.values["text"]) == ("K", long)
    own = frozenset({"bo@b.example"})
    raw = written(f"40 of these\n\n{FORWARDS[0]}", sender="K <k@k.example>", title="Fw: x")
    row = mail_row(1, raw, own=own)
    assert (row.values["author"], row.values["text"]) == ("K", "40 of these")


def test_a_mail_attached_to_one_that_passes_it_on_is_the_one_read() -> None:
    head = 'Content-Type: multipart/mixed; boundary="b"\n'
    body = (
        "--b\nContent-Type: text/plain\n\nfyi\n--b\nContent-Type: message/rfc822\n"
        'Content-Disposition: attachment; filename="m.eml"\n\nFrom: Bo Chen <bo@b.example>\n'
        f"Subject: drums\nDate: Mon, 02 Nov 2026 09:00:00 +0100\n\n{WORDS}\n--b--"
    )
    row = mail_row(1, written(body, sender="Clerk <c@us.example>", title="WG: drums", head=head))
    told = [row.values[name] for name in ("author", "email", "posted", "text")]
    assert told == ["Bo Chen", "bo@b.example", "2026-11-02T08:00:00+00:00", WORDS]
    row = mail_row(1, written(body, sender="Clerk <c@us.example>", title="a mail", head=head))
    assert row.values["text"] == "fyi"


@pytest.mark.parametrize(
    ("charset", "label", "text"),
    [
        ("gbk", "gb2312", "我们需要镕炉两台。"),
        ("cp949", "ks_c_5601-1987", "드럼 200개가 필요합니다. 뷁"),
        ("cp932", "shift_jis", "①ドラム缶を200本お願いします。"),
        ("iso-2022-jp", "iso-2022-jp", "ドラム缶を200本お願いします。"),
        ("big5hkscs", "big5", "我們需要200個鋼桶，喺香港。"),
        ("cp1252", "iso-8859-1", "We’d need € 500 “drums”"),
    ],
)
def test_a_charset_is_read_as_wide_as_programs_mean_it(charset: str, label: str, text: str) -> None:
    assert mail_row(1, in_bytes(charset, text, label)).values["text"] == text


def test_words_of_the_head_are_read_in_the_charset_that_is_meant() -> None:
    name, title = in_words("gbk", "朱镕", "gb2312"), in_words("gbk", "求购镕炉", "GB2312")
    row = mail_row(1, written(sender=f"{name} <z@b.example>", title=title))
    assert (row.values["author"], row.values["title"]) == ("朱镕", "求购镕炉")
    raw = (
        "From: 张三 <z@b.example>\nSubject: 求购钢桶\nContent-Type: text/plain; charset=gbk\n\n需要"
    )
    row = mail_row(1, raw.encode("gbk"))
    told = [row.values[name] for name in ("author", "title", "text")]
    assert told == ["张三", "求购钢桶", "需要"]


@pytest.mark.parametrize(
    ("sender", "author"),
    [
        ("bo@b.example (Bo Chen)", "Bo Chen"),
        ("Chen, Bo <bo@b.example>", "Chen, Bo"),
        ('"bo@b.example" <bo@b.example>', "bo"),
        (in_words("utf-8", "王伟") + "<bo@b.example>", "王伟"),
    ],
)
def test_a_sender_is_named_however_his_program_writes_it(sender: str, author: str) -> None:
    row = mail_row(1, written(sender=sender))
    assert (row.values["author"], row.values["email"]) == (author, "bo@b.example")


def test_an_address_in_other_letters_is_kept_as_servers_take_it() -> None:
    row = mail_row(1, written(sender="Bo <bo@bücher.example>"))
    assert row.values["email"] == "bo@xn--bcher-kva.example"
    assert mail_row(1, written(sender="Bo <bö@b.example>")).values["email"] == ""


@pytest.mark.parametrize(
    ("day", "moment"),
    [
        ("Date: Tue, 3 Nov 2026 03:00:00 CET\n", MOMENT),
        ("Date: Tue, 3 Nov 2026 10:00:00 +0800 (CST)\n", MOMENT),
        ("Date: 2026-11-03T10:00:00+08:00\n", MOMENT),
        ("Received: from a by b; Tue, 3 Nov 2026 02:00:00 +0000\n", MOMENT),
        ("Date: today\nReceived: from a by b; Tue, 3 Nov 2026 02:00:00 +0000\n", MOMENT),
        ("Date: today\n", ""),
    ],
)
def test_the_day_is_read_in_its_zone_or_taken_from_the_last_server(day: str, moment: str) -> None:
    assert mail_row(1, written(day=day)).values["posted"] == moment


@pytest.mark.parametrize(
    ("title", "sender"),
    [
        ("Automatic reply: offer", "J <j@a.example>"),
        ("Automatische Antwort: Angebot", "J <j@a.example>"),
        (in_words("utf-8", "自动回复: 报价"), "J <j@a.example>"),
        ("failure notice", "MAILER-DAEMON@m.example"),
        ("系统退信", "PostMaster <PostMaster@m.example>"),
    ],
)
def test_answers_of_machines_without_a_mark_in_their_head_are_refused(
    title: str, sender: str
) -> None:
    assert mail_row(1, written(title=title, sender=sender)).problem == "automatic"


def test_what_a_person_wrote_to_a_list_or_into_a_form_is_kept() -> None:
    listed = "List-Id: <l.list.example>\nPrecedence: list\nList-Post: <mailto:l@list.example>\n"
    row = mail_row(1, written(head=listed + UTF8))
    assert (row.values["author"], row.values["email"]) == ("Bo", "bo@b.example")
    via = "Reply-To: Bo Chen <bo@b.example>\n" + listed + UTF8
    row = mail_row(1, written(sender="'Bo Chen' via L <l@list.example>", head=via))
    assert (row.values["author"], row.values["email"]) == ("Bo Chen", "bo@b.example")
    form = "Auto-Submitted: auto-generated\nReply-To: Bo Chen <bo@b.example>\n" + UTF8
    row = mail_row(1, written(sender="Portal <no@portal.example>", head=form))
    assert (row.values["author"], row.values["email"]) == ("Bo Chen", "bo@b.example")


def test_words_are_found_where_parts_and_heads_are_broken() -> None:
    alternative = 'Content-Type: multipart/alternative; boundary="b"\n'
    stub = "--b\n\nThis message is in HTML.\n--b\nContent-Type: text/html\n\n"
    for raw in (
        written(head='Content-Type: multipart/mixed; boundary="never"\n'),
        written(f"{stub}<p>{WORDS}</p>\n--b--", head=alternative),
        written().replace(b"From:", b"From :"),
    ):
        row = mail_row(1, raw)
        assert (row.values["author"], row.values["text"]) == ("Bo", WORDS)
