"""Threads as people write them by hand: few class names, a head line, a foot of rights."""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from leadminer.mining.extraction.page import Context, read_page
from leadminer.mining.extraction.places.addresses import is_profile
from leadminer.mining.extraction.values.items import Post

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def posts_of(body: str, title: str = "About a pump") -> list[Post]:
    html = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    return read_page(html, "https://forum.example/t/7", Context(now=NOW)).posts


def answer(name: str, day: int, said: str, look: str) -> str:
    return (
        f'<div class="{look}"><p class="who"><span class="nm">{name}</span>'
        f'<span class="dt">2026-11-{day:02} 10:15</span></p><div class="tx">{said}</div>'
        f'<p class="btns"><a href="/like?a={day}">Nice! {day}</a> <a href="/abuse">Report</a></p></div>'
    )


def test_an_accepted_answer_under_a_name_of_its_own_is_read_as_those_beside_it() -> None:
    said = [
        answer("mara", 2, "Where can I have a pump mended near Leeds?", "question"),
        answer("theo", 3, "The dealer at the harbour did mine in two days.", "best"),
        answer("lou", 4, "Mind that a new one is not much dearer.", "ans"),
        answer("greta", 5, "Ask for the seal first.", "ans"),
    ]
    posts = posts_of(f'<div class="main">{"".join(said)}</div>')
    assert [post.author for post in posts] == ["mara", "theo", "lou", "greta"]
    assert posts[1].text == "The dealer at the harbour did mine in two days."
    assert [post.author for post in posts_of(f'<div class="main">{said[0]}{said[1]}</div>')] == [
        "mara",
        "theo",
    ]


def test_a_time_may_end_the_line_that_repeats_the_title() -> None:
    said = "".join(
        f'<article class="b"><div class="wer"><strong><a href="/mitglieder/{name}/">{name}</a>'
        f'</strong><span>Beiträge: {n}7</span></div><div class="was"><p class="kopf">'
        f'<a href="#b{n}">#{n}</a> {"Re: " if n > 1 else ""}Suche Fliesen » Di {n}. Feb 2026, 11:3{n}</p>'
        f"<p>{words}</p></div></article>"
        for n, (name, words) in enumerate(
            [
                ("holger", "Kennt jemand in Ulm einen Betrieb, der Fliesen schneidet?"),
                ("admin", "Danke!"),
                ("bine", "Ich würde eher mieten, etwa 340 Euro die Woche."),
            ],
            start=1,
        )
    )
    posts = posts_of(f"<h1>Suche Fliesen</h1>{said}", "Suche Fliesen")
    assert [(p.author, p.posted and p.posted.minute) for p in posts] == [
        ("holger", 31), ("admin", 32), ("bine", 33),
    ]  # fmt: skip
    assert posts[1].text == "Danke!"


def row(n: int, name: str, said: str) -> str:
    return (
        f"<table border=1><tr><td><b>{name}</b><br>等级：新手<br>发帖：{n}3</td><td><div>"
        f'第{n}楼 发表于 2026-11-0{n} 11:32 <a href="report.asp?p={n}">举报</a></div><hr>'
        f"<div>{said}</div></td></tr></table>"
    )


FOOT = (
    "<div class=foot>机床论坛 版权所有 京ICP备12345678号 客服电话：010-88889999 QQ：12345678</div>"
)


def test_who_is_spoken_to_is_no_label_before_a_name() -> None:
    said = row(1, "老王", "请问哪里能修激光切割机？坏了一个星期了，厂家不管。")
    posts = posts_of(said + row(2, "阿强", "楼主最后怎么解决的？") + FOOT, "求修激光切割机")
    assert [(p.author, p.text) for p in posts][1] == ("阿强", "楼主最后怎么解决的？")


def test_a_post_alone_on_its_page_is_not_the_line_of_rights_below_it() -> None:
    asked = "求助：包装机开机以后声音特别大，是什么原因？编号二十二。"
    said = row(1, "小鹿", f"<b>求购：青岛包装机</b><br><br><div class=c>{asked}</div>")
    posts = posts_of(said + FOOT, "求购：青岛包装机")
    assert [(p.author, p.text) for p in posts] == [("小鹿", asked)]


def test_a_box_in_which_words_can_be_marked_to_quote_them_is_no_quote() -> None:
    said = "".join(
        f'<div class="item"><div class="head"><strong><a class="author" href="/{name}">{name}</a></strong>'
        f' commented <a href="#c{n}"><relative-time datetime="2026-11-0{n}T10:00:00Z">day {n}</relative-time>'
        f'</a></div><div class="body-of">{words}</div></div><div class="event"><a class="author" '
        f'href="/dora">dora</a> added the <a href="/labels/bug">bug</a> label <a href="#e{n}">'
        f'<relative-time datetime="2026-11-0{n}T11:00:00Z">day {n}</relative-time></a></div>'
        for n, (name, words) in enumerate(
            [("theo", "Who sells seals for this pump?"), ("lou", "The distributor does, code 75.")],
            start=1,
        )
    )
    posts = posts_of(f'<div class="js-quote-selection-container">{said}</div>', "Seals")
    assert [(p.author, p.text) for p in posts] == [
        ("theo", "Who sells seals for this pump?"), ("lou", "The distributor does, code 75."),
    ]  # fmt: skip


def test_a_member_may_be_called_admin() -> None:
    assert is_profile("https://forum.example/members/admin")
    assert is_profile("https://forum.example/users/43/u")
    assert not is_profile("https://forum.example/members/login")
    assert not is_profile("https://forum.example/admin/members/")


def test_the_day_of_registration_with_its_hour_is_no_time_of_a_post() -> None:
    said = "".join(
        f'<tr><td colspan=2><a name="{n}"></a><span class="postdetails">0{n}/11/2026 09:1{n}:00</span>'
        f'</td></tr><tr><td><b>{name}</b><br><span class="gensmall">Ouro<br>Registrado em: '
        f"22/11/2015 10:11:12<br>Mensagens: 4{n}<br>Local: Campinas</span></td>"
        f'<td><span class="postbody">{words}</span><br><br><span class="gensmall">Esta mensagem foi '
        f"editada 1 vez. Última atualização ocorreu em 0{n}/11/2026 20:04:28</span></td></tr>"
        for n, (name, words) in enumerate(
            [
                ("marta", "Precisamos de 500 tambores de aço para a fábrica em Campinas."),
                ("rui", "Eu comprei os meus perto de Santos, chegaram depressa."),
                ("joana", "Quanto pagou por cada um deles, mais ou menos?"),
            ],
            start=1,
        )
    )
    menu = '<a href="/user/list.page">Membros</a>'
    posts = posts_of(f"{menu}<table>{said}</table>", "Tambores")
    assert [(p.author, p.posted and (p.posted.year, p.posted.hour)) for p in posts] == [
        ("marta", (2026, 9)), ("rui", (2026, 9)), ("joana", (2026, 9)),
    ]  # fmt: skip
    assert posts[1].text == "Eu comprei os meus perto de Santos, chegaram depressa."
    assert not is_profile("https://forum.example/user/list.page")


def test_drawn_lines_part_a_flat_run_and_the_page_head_from_the_first_post() -> None:
    said = [
        ("kofi", "Nous cherchons 5592 fûts en acier pour notre usine près de Lyon."),
        ("wei", "Merci !"),
        ("lou", "Le devis pour 34 pièces dépassait largement notre budget."),
    ]
    runs = [
        f'<a name="m{n}"></a><h3>{"Re : " if n > 1 else ""}Fûts</h3><p><small>Posté par <b>{name}</b> le '
        f"1{n} mars 2026 à 1{n}h05</small></p><p>{words}</p><p><small>"
        f'<a href="/repondre?m={n}">Répondre</a></small></p><hr>'
        for n, (name, words) in enumerate(said, start=1)
    ]
    head = '<p><a href="/">Accueil</a> &gt; <a href="/rubrique-1">Locaux</a> &gt; Fûts</p><hr>'
    posts = posts_of(f"{head}{''.join(runs)}<p>Pages : 1</p>", "Fûts")
    assert [(p.author, p.text) for p in posts] == said
    assert [(p.author, p.text) for p in posts_of(head + runs[0], "Fûts")] == said[:1]


def test_a_row_that_tells_when_its_thread_began_and_who_spoke_last_is_one_row() -> None:
    rows = "".join(
        f'<li><div><a class="big" href="/d/talk.{n}">{title}</a><div class="small">kofi started in '
        f'<a href="/b/1">Buying</a> · <time datetime="2026-11-0{n}T10:00:00Z">Nov {n}</time> · last reply by '
        f'{last} <time datetime="2026-11-{0 if n == 3 else 1}{n}T10:00:00Z">Nov {n}</time></div></div><div>3 replies</div></li>'
        for n, title, last in [
            (1, "Which pump for a deep well?", "wei"), (2, "Boxes for 4000 jars", "lou"),
            (3, "A lease that ends in March", "theo"), (4, "Till software for two shops", "mara"),
        ]
    )  # fmt: skip
    assert posts_of(f"<ul>{rows}</ul>", "Discussions") == []


@pytest.mark.parametrize("when", ["229 days ago", "just now", "12 May 2026, 10:30", "1 hour ago"])
@pytest.mark.parametrize("answers", [0, 1, 2])
def test_who_is_named_after_the_time_wrote_it(when: str, answers: int) -> None:
    told = "".join(
        f"<div class='answer'><p>Ask the firm in Zagreb, part {n}, they deliver.</p>"
        f"<p class='meta'>answered {when} by t.brandt</p></div>"
        for n in range(answers)
    )
    body = (
        "<div id='top'><a href='/'>AskTrade</a> <a href='/ask'>Ask a question</a></div>"
        "<h1>About a pump</h1><div><p>We are looking for pumps near Ghent, 400 a quarter.</p>"
        f"<p class='meta'>asked {when} by noor</p></div><h2>Answers</h2>{told}"
    )
    posts = posts_of(body)
    assert [post.author for post in posts] == ["noor"] + ["t.brandt"] * answers
    assert all(post.posted for post in posts)


def test_a_sentence_that_ends_in_by_somebody_names_no_author() -> None:
    said = answer("mara", 2, "The order of 3 May was lost by Anna", "question")
    assert [post.author for post in posts_of(said)] == ["mara"]


def test_boards_that_tell_how_much_is_in_them_are_no_posts() -> None:
    boards = "".join(
        f"<div class='board'><a href='/b/{n}'>{name}</a><p>All about {name.lower()}</p>"
        f"<span>{20 + n} topics</span> <span>{80 - n} messages</span>"
        f"<span>last: 0{n + 1} Nov 2026, 12:1{n} by benji</span></div>"
        for n, name in enumerate(("General", "Buying", "Selling", "Repairs"))
    )
    html = f"<html><head><title>Index</title></head><body><main>{boards}</main></body></html>"
    page = read_page(html, "https://forum.example/", Context(now=NOW))
    assert not page.posts
    led = {link.url: link.near for link in page.links if link.kind != "own"}
    assert "21 topics" in led["https://forum.example/b/1"]


def test_boards_written_in_during_the_same_minute_are_rows_each() -> None:
    rows = "".join(
        f"<li><a href='/b/{n}'>{name}</a> <small>last post by {who} at 23 Nov 2026, 02:04</small></li>"
        for n, (name, who) in enumerate(
            (("General", "mara"), ("Buying", "benji"), ("Selling", "noor"), ("Repairs", "mara"))
        )
    )
    html = (
        f"<html><head><title>Forum</title></head><body><h1>Forum</h1><ul>{rows}</ul></body></html>"
    )
    assert not read_page(html, "https://forum.example/", Context(now=NOW)).posts


def test_a_number_of_pieces_behind_a_name_is_no_time() -> None:
    said = "Has anybody bought film from a maker near Utrecht? Our order would be 53 units."
    assert [post.author for post in posts_of(answer("mara", 2, f"<p>{said}</p>", "post"))] == [
        "mara"
    ]
