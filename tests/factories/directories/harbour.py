"""Four directories with an advertiser on every page: of the sets `harbour` and `harbour_held`."""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

import html
import json
import random
from dataclasses import replace

from tests.factories.directories import countries as c
from tests.factories.directories.afternoon import slug
from tests.factories.directories.book import Book
from tests.factories.directories.firms import Firm, email_html
from tests.factories.directories.morning import twins
from tests.factories.directories.rows import addresses, fill_each


def minglu(rng: random.Random) -> Book:
    """A Chinese 企业名录: names by kind and town without numbers, an advertiser with phone and person on every page, 转, hidden e-mails."""
    book = Book(
        "minglu", replace(c.CN, cities=(("苏州", "江苏省苏州市工业园区星湖街{n}号"), ("宁波", "浙江省宁波市鄞州区中山路{n}号"), ("青岛", "山东省青岛市市北区辽宁路{n}号"))), rng, count=40, charset="gbk",
        shell='<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"><html><head><meta http-equiv="Content-Type" content="text/html; charset=gbk"><title>{title} - 东港企业名录</title>{head}</head><body><div id="toper">欢迎光临东港企业名录！<a href="/member/login.asp">会员登录</a> | <a href="/member/reg.asp">免费登记</a></div><div id="logo"><a href="/"><img src="/logo.gif" alt="东港企业名录"></a></div><ul id="nav"><li><a href="/">首页</a></li><li><a href="/qy/">企业库</a></li><li><a href="/about.asp">关于我们</a></li></ul><div id="wrap"><div id="left">{body}</div><div id="right"><div class="adbox"><h3>广告</h3><p><a href="http://www.jinqiaofamen.example/" target="_blank"><b>金桥阀门制造有限公司</b></a></p><p>专业生产闸阀、球阀、截止阀</p><p>电话：0577-66887766</p><p>联系人：钱经理</p></div><div class="adbox"><p>广告热线：0532-80001234</p></div></div></div><div id="bottom">东港信息技术有限公司 版权所有 地址：青岛市市南区香港中路9号 电话：0532-80001200 Email：admin@donggang.example 鲁ICP备09000001号</div></body></html>',
    )  # fmt: skip
    twins(book, (6, 22))
    towns = {"苏州": "suzhou", "宁波": "ningbo", "青岛": "qingdao"}
    kinds = {t: f"k{i}" for i, t in enumerate(sorted(book.trades()), 1)}
    row = {}
    for f in book.firms:
        trap = '<span style="display:none">trap@donggang.example</span>' if f.n % 3 == 0 else ""
        pairs = [
            ("企业名称", f.name),
            ("所属行业", f'<a href="/hy/{kinds[f.trade]}/">{f.trade}</a>'),
            ("联 系 人", f.person),
            ("电　　话", f.phone_shown),
            ("传　　真", f.fax_shown),
            ("手　　机", f.mobile_shown if f.n % 4 == 0 else ""),
            ("电子邮箱", email_html(f, rng, "plain mailto at entities") + trap),
            ("公司网址", f.given("site", '<a href="{f.site}" target="_blank">{f.host}</a>')),
            ("详细地址", f.address),
            ("邮政编码", f"2150{f.n:02d}"),
            ("注册资金", f"{f.n * 10}万元"),
            ("更新时间", f"2026-10-{f.n % 28 + 1:02d}"),
        ]
        near = [o for o in book.firms if o.trade == f.trade and o is not f][:4]
        same = "".join(f'<li><a href="/qy/show.asp?id={o.n + 7100}">{o.name}</a></li>' for o in near)  # fmt: skip
        book.add(f"/qy/show.asp?id={f.n + 7100}", f.name,
            f'<div class="weizhi">您现在的位置：<a href="/">首页</a> &gt;&gt; <a href="/qy/">企业库</a> &gt;&gt; <a href="/dq/{towns[f.city]}/">{f.city}</a> &gt;&gt; 企业信息</div><div class="biaoti">{f.name}</div><table width="98%" border="0" cellspacing="1" bgcolor="#cccccc">{fill_each("<tr bgcolor=#ffffff><td width=90 align=right>{}：</td><td>{}</td></tr>", pairs)}</table><div class="jj"><b>企业简介</b><br>{f.about}</div><div class="tj"><b>同行企业</b><ul>{same}</ul></div><p class="sm">声明：以上信息由企业自行提供，东港企业名录对此不承担任何责任。</p>')  # fmt: skip
        row[f.n] = f'<li><a href="/qy/show.asp?id={f.n + 7100}" title="{f.name}">{f.name}</a><span class="dq">[{f.city}]</span><span class="hy">{f.trade}</span></li>'  # fmt: skip
    links = "".join(f'<a href="/hy/{k}/">{t}</a> ' for t, k in kinds.items())
    places = "".join(f'<a href="/dq/{at}/">{t}</a> ' for t, at in towns.items())
    pick = f'<div class="xz">行业：{links}</div><div class="xz">地区：{places}</div>'
    frame = f'{pick}<ul class="qylb">{{rows}}</ul><div class="fanye">共40家企业 {{others}}{{next}}</div>'
    book.spread(addresses("/qy/", "/qy/?page={}", 4), "企业库", list(row.values()), frame, onward='<a href="{}">下一页</a>', other='<a href="{}">[{}]</a> ')  # fmt: skip
    for trade, firms in book.trades().items():
        book.add(f"/hy/{kinds[trade]}/", f"{trade}企业名录", f'<h2>{trade}企业名录</h2><ul class="qylb">{"".join(row[f.n] for f in firms)}</ul>')  # fmt: skip
    for town, firms in book.by(lambda f: f.city).items():
        at = f"/dq/{towns[town]}/"
        book.spread(addresses(at, at + "?page={}", 2), f"{town}企业名录", [row[f.n] for f in firms], f'<h2>{town}企业名录</h2><ul class="qylb">{{rows}}</ul><div class="fanye">{{next}}</div>', onward='<a href="{}">下一页</a>')  # fmt: skip
    book.add("/about.asp", "关于我们", "<h2>关于我们</h2><p>东港企业名录创办于2009年，收录各地制造企业信息。</p><p>客服电话：0532-80001200</p>")  # fmt: skip
    book.add("/", "首页", f'{pick}<h2>最新登记</h2><ul class="qylb">{"".join(row[f.n] for f in book.firms[:8])}</ul><p><a href="/qy/">更多企业</a></p>')  # fmt: skip
    return book


OHIO = replace(
    c.US,
    shapes=("{a} {b}", "{a} Brothers {b}", "{a}'s {b}", "{city} {b}", "All-{a} {b}"),
    words=("Electric", "Towing", "Landscaping", "Pest Control", "Upholstery", "Appliance Repair", "Glass"),
    trades=("Electricians", "Towing", "Landscapers", "Pest Control", "Glass Repair"),
)  # fmt: skip


def yellow_sponsor(rng: random.Random) -> Book:
    """American yellow pages: premium cards above each list, a "Sponsor" box beside, JSON-LD on half of the pages, reviews, extensions with x."""
    book = Book(
        "yellow_sponsor", OHIO, rng, count=40,
        shell='<!doctype html><html lang="en-US"><head><meta charset="utf-8"><title>{title} | YellowHarbor</title>{head}<style>.card{{border:1px solid #ddd}}</style></head><body><div class="navbar"><a class="navbar-brand" href="/">YellowHarbor</a><form action="/search"><input name="find"><input name="near"></form><a href="/signin">Sign in</a></div><div class="container"><div class="row"><div class="col-md-9">{body}</div><div class="col-md-3"><div class="panel"><div class="panel-heading">Sponsor</div><div class="panel-body"><h4><a href="http://www.buckeyeloans.example/">Buckeye Business Loans</a></h4><p>Working capital for small businesses in 24 hours.</p><p>(614) 555-0177</p></div></div></div></div></div><footer class="footer"><p>&copy; 2026 YellowHarbor LLC, 1 Harbor Plaza, Columbus, OH 43215. Advertise: (614) 555-0100, ads@yellowharbor.example</p></footer></body></html>',
    )  # fmt: skip
    twins(book, (4, 19))

    def path(f: Firm) -> str:
        return f"/biz/{slug(f.name)}-{slug(f.city)}-oh"

    card, premium = {}, ""
    for f in book.firms:
        f.extend(" x{}")
        card[f.n] = f'<div class="card"><h3 class="card-title"><a href="{path(f)}">{html.escape(f.name)}</a></h3><p class="text-muted">{f.trade}</p><p>{f.address}</p><p class="phone">{f.phone_shown}</p></div>'  # fmt: skip
        if f.n in (2, 17):
            premium += card[f.n].replace('class="card"', 'class="card card-premium"').replace("<p>", "<span class='label label-warning'>Premium</span><p>", 1)  # fmt: skip
    for f in book.firms:
        mail = email_html(f, rng, "mailto cf entities both")
        told = {"@context": "https://schema.org", "@type": "LocalBusiness", "name": f.name, "telephone": f.phone_shown, "address": {"@type": "PostalAddress", "streetAddress": f.street, "addressLocality": f.city}, "aggregateRating": {"@type": "AggregateRating", "ratingValue": "4.5", "reviewCount": f.n % 3}}  # fmt: skip
        head = f'<script type="application/ld+json">{json.dumps(told)}</script>' if f.n % 2 else ""
        said = "".join(f'<div class="media review"><strong>{who}</strong> <small>10/{f.n % 27 + 1}/2026</small><p>{text}</p></div>' for who, text in (("Dana W.", "Quick, honest and fairly priced. Call them at once."), ("Joel T.", "They came an hour late but fixed it well."))[: f.n % 3])  # fmt: skip
        near = "".join(f'<li><a href="{path(o)}">{html.escape(o.name)}</a> {o.bare}</li>' for o in book.firms if o.city == f.city and o is not f and o.n % 5 == 0)  # fmt: skip
        book.add(path(f), f"{html.escape(f.name)} - {f.city}, OH",
            f'<ol class="breadcrumb"><li><a href="/">Home</a></li><li><a href="/oh/{slug(f.city)}">{f.city}</a></li><li><a href="/category/{slug(f.trade)}">{f.trade}</a></li></ol><h1>{html.escape(f.name)}</h1><address>{f.street}<br>{f.town}</address><p><span class="glyphicon glyphicon-earphone"></span> {f.phone_shown}</p>'
            + (f'<p><span class="glyphicon glyphicon-envelope"></span> {mail}</p>' if mail else "")
            + f.given("site", '<p><span class="glyphicon glyphicon-globe"></span> <a href="/go?u={f.site}" rel="nofollow">{f.host}</a></p>')
            + f'<h2>About</h2><p>{f.about}</p><h2>Hours</h2><table class="table"><tr><td>Mon - Fri</td><td>8 am - 6 pm</td></tr><tr><td>Sat - Sun</td><td>Closed</td></tr></table><h2>Reviews</h2>{said or "<p>No reviews yet.</p>"}<h2>Also in {f.city}</h2><ul class="list-unstyled">{near}</ul><form action="/message"><input type="hidden" name="to" value="relay{f.n}@yellowharbor.example"><input name="email"><button>Send</button></form>', head=head)  # fmt: skip
    for trade, firms in book.trades().items():
        at = f"/category/{slug(trade)}"
        book.spread(addresses(at, at + "?page={}", 2), trade, [card[f.n] for f in firms], f'<h1>{trade} in Ohio</h1>{premium}{{rows}}<ul class="pagination">{{others}}{{next}}</ul>', onward='<li><a href="{}">Next</a></li>', other='<li><a href="{}">{}</a></li>')  # fmt: skip
    for town, firms in book.by(lambda f: f.city).items():
        at = f"/oh/{slug(town)}"
        book.spread(addresses(at, at + "?page={}", 2), town, [card[f.n] for f in firms], f'<h1>Businesses in {town}</h1>{premium}{{rows}}<ul class="pagination">{{next}}</ul>', onward='<li><a href="{}">Next</a></li>')  # fmt: skip
    kinds = "".join(f'<li><a href="/category/{slug(t)}">{t}</a></li>' for t in book.trades())
    towns = "".join(f'<li><a href="/oh/{slug(t)}">{t}</a></li>' for t in book.by(lambda f: f.city))
    book.add("/", "Find local businesses", f"<h1>Find local businesses</h1><h3>Popular categories</h3><ul>{kinds}</ul><h3>Cities</h3><ul>{towns}</ul><h3>Featured</h3>{premium}")  # fmt: skip
    return book


def branchen(rng: random.Random) -> Book:
    """A German Branchenbuch in tables: lists of a row of cells each, a page with two columns of labels, -Durchwahl, (at), a partner's box, opening hours."""
    book = Book(
        "branchen", replace(c.DE, shapes=("{a} {b} GmbH", "{b} {a} e.K.", "{a} & Söhne {b}", "{b}betrieb {a}")), rng, count=36, charset="iso-8859-1",
        shell='<!DOCTYPE html><html lang="de"><head><meta charset="iso-8859-1"><title>{title} | Branchenbuch Hafenregion</title>{head}</head><body><table class="layout"><tr><td colspan="3" class="kopf"><a href="/">Branchenbuch Hafenregion</a> <a href="/eintragen">Firma kostenlos eintragen</a></td></tr><tr><td class="links"><b>Branchen</b><br><a href="/branche/pumpen">Pumpen</a><br><a href="/branche/dichtungen">Dichtungen</a><br><a href="/branche/federn">Federn</a><br><a href="/branche/etiketten">Etiketten</a><br><a href="/branche/heizungen">Heizungen</a></td><td class="mitte">{body}</td><td class="rechts"><div class="partner"><b>Unser Partner</b><br>Steuerkanzlei Petersen &amp; Kollegen<br>Deichstraße 4, 20459 Hamburg<br>Tel. 040 30068810<br><a href="mailto:kanzlei@petersen-steuer.example">kanzlei@petersen-steuer.example</a></div></td></tr><tr><td colspan="3" class="fuss">Hafenregion Verlag, Kaistraße 1, 28195 Bremen, Telefon 0421 5566770 <a href="/impressum">Impressum</a></td></tr></table></body></html>',
    )  # fmt: skip

    def path(f: Firm) -> str:
        return f"/firma.php?nr={f.n + 2000}"

    row = {}
    for f in book.firms:
        f.extend(" (Durchwahl {})")
        mail = email_html(f, rng, "round mailto nospam comment")
        told = [
            ("Firma", html.escape(f.name)),
            ("Inhaber", f.person if f.n % 2 else ""),
            ("Straße", f.street),
            ("PLZ / Ort", f.town),
            ("Telefon", f.phone_shown),
            ("Telefax", f.fax_shown),
            ("E-Mail", mail),
            ("Internet", f.given("site", '<a href="{f.site}" target="_blank">{f.host}</a>')),
            ("Branche", f'<a href="/branche/{slug(f.trade)}">{f.trade}</a>'),
            ("USt-IdNr.", f"DE{f.n + 811000000}"),
        ]
        book.add(path(f), f"{html.escape(f.name)} in {f.city}",
            f'<h2>{html.escape(f.name)}</h2><table class="eintrag">{fill_each("<tr><td class=feld>{}:</td><td>{}</td></tr>", told)}</table><h3>Öffnungszeiten</h3><table class="zeiten"><tr><td>Mo - Do</td><td>7.00 - 16.00</td></tr><tr><td>Fr</td><td>7.00 - 12.30</td></tr></table><p>{f.about}</p><p><a href="/firma.php?nr={f.n + 2000}&amp;druck=1">Druckansicht</a> | <a href="/ort/{slug(f.city)}">Weitere Firmen in {f.city}</a></p>')  # fmt: skip
        book.pages[f"{path(f)}&druck=1"] = book.pages[path(f)]
        row[f.n] = f'<tr><td><a href="{path(f)}">{html.escape(f.name)}</a></td><td>{f.town}</td><td>{f.trade}</td><td nowrap>{f.bare}</td></tr>'  # fmt: skip
    head = '<table class="liste"><tr><th>Firma</th><th>Ort</th><th>Branche</th><th>Telefon</th></tr>{rows}</table>'
    for trade, firms in book.trades().items():
        book.add(f"/branche/{slug(trade)}", trade, f"<h2>{trade}</h2><p>{len(firms)} Einträge</p>" + head.format(rows="".join(row[f.n] for f in firms)))  # fmt: skip
    for town, firms in book.by(lambda f: f.city).items():
        at = f"/ort/{slug(town)}"
        book.spread(addresses(at, at + "?s={}", 2), f"Firmen in {town}", [row[f.n] for f in firms], f"<h2>Firmen in {town}</h2>{head}<p>{{others}} {{next}}</p>", onward='<a href="{}">weiter &raquo;</a>', other='<a href="{}">{}</a> ')  # fmt: skip
    towns = "".join(f'<tr><td><a href="/ort/{slug(t)}">{t}</a></td><td>{len(x)}</td></tr>' for t, x in book.by(lambda f: f.city).items())  # fmt: skip
    book.add("/impressum", "Impressum", "<h2>Impressum</h2><p>Hafenregion Verlag, Inh. K. Brandt<br>Kaistraße 1<br>28195 Bremen<br>Telefon 0421 5566770<br>E-Mail: verlag@hafenregion.example</p>")  # fmt: skip
    book.add("/", "Start", f"<h2>Willkommen im Branchenbuch</h2><p>36 Firmen aus drei Städten.</p><table>{towns}</table>")  # fmt: skip
    return book


def guild(rng: random.Random) -> Book:
    """Members of a British guild: all in cards of lists by letter and county, member of the month on every page, e-mails [at] and by entities, traps, ext."""
    book = Book(
        "guild", replace(c.GB, shapes=("{a} {b} Ltd", "{a} & {a} {b}", "The {city} {b} Co.", "{a} {b}"), words=("Joinery", "Boatbuilders", "Sailmakers", "Chandlery", "Marine Paints", "Rigging"), trades=("Boatbuilding", "Sails", "Chandlers", "Rigging")), rng, count=38,
        shell='<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>{title} - Guild of Marine Trades</title>{head}</head><body><header role="banner"><a href="/"><svg></svg><span>Guild of Marine Trades</span></a><nav><ul><li><a href="/members">Members</a></li><li><a href="/join">Join</a></li><li><a href="/contact">Contact</a></li></ul></nav></header><div class="Layout_root__x8Kq2"><main class="Layout_main__p3a">{body}</main><aside class="Layout_aside__9fk"><div class="Promo_box__t7s"><span class="Promo_tag__1q">Sponsored</span><strong>Anchor Marine Insurance</strong><p>Cover for yards and crews.</p><a href="https://www.anchormarine.example">anchormarine.example</a><p>0800 032 4455</p></div></aside></div><footer><p>Guild of Marine Trades, 2 Quay House, Bristol BS1 6AA. Tel 0117 496 0123. office@marineguild.example</p></footer></body></html>',
    )  # fmt: skip
    card = {}
    for f in book.firms:
        f.extend(f" ext{'.' if f.n % 2 else 'n'} {{}}")
        mail = email_html(f, rng, "at entities both mailto")
        trap = f'<a href="mailto:bot{f.n}@marineguild.example" style="display: none" tabindex="-1" aria-hidden="true">Mail</a>' if f.n % 4 == 1 else ""  # fmt: skip
        card[f.n] = (
            f'<article class="MemberCard_root__a1b"><h3 class="MemberCard_name__c2d">{html.escape(f.name)}</h3><div class="MemberCard_meta__e3f"><span>{f.trade}</span><span>Member since {f.n + 1970}</span></div><p class="MemberCard_line__g4h">{f.address}</p><p class="MemberCard_line__g4h">{f.phone_shown}</p>{trap}'
            + (f'<p class="MemberCard_line__g4h">{mail}</p>' if mail else "")
            + f.given(
                "site", '<p class="MemberCard_line__g4h"><a href="{f.site}">Visit website</a></p>'
            )
            + f"<!-- {f.person.lower().replace(' ', '.')}@private.example --></article>"
        )
    bar = " ".join(f'<a href="/members?letter={x}">{x}</a>' for x in sorted(book.letters()))
    month = book.firms[20]
    best = (
        f'<section class="Spotlight_root__z9"><h2>Member of the month</h2>{card[month.n]}</section>'
    )
    book.spread(addresses("/members", "/members?page={}", 4), "Members", list(card.values()), f'<h1>Our members</h1><p>{bar}</p><div class="MemberGrid_root__q1">{{rows}}</div>{best}<nav aria-label="Pagination">{{others}}{{next}}</nav>', onward='<a rel="next" href="{}">Next page</a>', other='<a href="{}">{}</a>')  # fmt: skip
    for letter, firms in book.letters().items():
        book.add(f"/members?letter={letter}", f"Members {letter}", f'<h1>Members: {letter}</h1><p>{bar}</p><div class="MemberGrid_root__q1">{"".join(card[f.n] for f in firms)}</div>{best}')  # fmt: skip
    for trade, firms in book.trades().items():
        book.add(f"/members/{slug(trade)}", trade, f'<h1>{trade}</h1><div class="MemberGrid_root__q1">{"".join(card[f.n] for f in firms)}</div>{best}')  # fmt: skip
    kinds = "".join(f'<li><a href="/members/{slug(t)}">{t}</a></li>' for t in book.trades())
    book.add("/contact", "Contact", "<h1>Contact the Guild</h1><p>Telephone 0117 496 0123, e-mail office@marineguild.example</p>")  # fmt: skip
    book.add("/", "Home", f'<h1>Guild of Marine Trades</h1><p>Find a member by trade.</p><ul>{kinds}</ul><p><a href="/members">All members</a></p>{best}')  # fmt: skip
    return book


HARBOUR = (minglu, branchen, guild)
HARBOUR_HELD = (yellow_sponsor,)  # by lot
