"""A maker's community where the solution is shown twice, and a small server of one person's own."""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

from datetime import datetime
from html import escape

from tests.factories.talks.counsel import Counsel
from tests.factories.talks.world import Say, Talk, pages


class GeraeteWelt(Counsel):
    """A maker's support community: ranks, the solution also under the question, date and time apart."""

    lang = "de"
    rooms = ("Akkugeräte", "Mähroboter", "Reinigung & Pflege", "App und Konto")
    zone = timezone = "Europe/Berlin"
    form = "%d.%m.%Y %H:%M"
    threads = r"/td-p/(\d+)"
    nested = 1
    noted = False
    team = ("Team_Nadine", "Team_Ole")

    def __post_init__(self) -> None:
        super().__post_init__()
        for t in self.talks:  # everything answers the question, in order
            for s in t.says[1:]:
                s.up, s.level = t.first, 1

    def stamp(self, at: datetime) -> str:
        return f'<span class="DateTime lia-message-posted-on"><span class="local-date">\u200e{self.when(at, "%d.%m.%Y")}</span> <span class="local-time">{self.when(at, "%H:%M")}</span></span>'

    def rank_of(self, who: str) -> str:
        return (
            "Moderator"
            if who in self.team
            else ("Einsteiger", "Kenner", "Profi", "Legende")[self.uid(who) % 4]
        )

    def message(self, t: Talk, s: Say, fixed: bool) -> str:
        k = self.uid(s.who)
        edit = (
            f'<div class="lia-message-edited">Zuletzt bearbeitet von {escape(s.who)} am {self.when(s.at, "%d.%m.%Y")}</div>'
            if s.edited
            else ""
        )
        sign = (
            '<div class="lia-message-signature">Mit freundlichen Grüßen<br>Euer Community-Team</div>'
            if s.who in self.team
            else ""
        )
        menu = f'<ul class="lia-menu-dropdown-items"><li><a href="/bookmark/{s.id}">Lesezeichen</a></li><li><a href="/subscribe/{s.id}">Abonnieren</a></li><li><a href="/print/{t.id}">Drucker-Anzeigeseite</a></li><li><a href="/t5/b/m-p/{s.id}#M{s.id}">Permalink</a></li><li><a href="/report/{s.id}">Anstößigen Inhalt melden</a></li></ul>'
        solved = (
            '<div class="lia-component-solution-info">Akzeptierte Lösung</div>' if fixed else ""
        )
        return f"""<div id="messageview{s.id}" class="lia-message-view lia-message-view-forum-message{" lia-accepted-solution" * fixed}" data-lia-message-uid="{s.id}"><div class="lia-quilt-row-header"><div class="lia-message-author-avatar"><img src="/av/{k}.png" alt="{escape(s.who)}" title="{escape(s.who)}"></div><div class="lia-message-author-with-avatar"><span class="UserName lia-user-name"><a href="/t5/user/viewprofilepage/user-id/{k}" class="lia-link-navigation"><span>{escape(s.who)}</span></a></span><div class="lia-message-author-rank">{self.rank_of(s.who)}</div></div><div class="lia-message-post-date">{self.stamp(s.at)}</div><span class="MessagesPositionInThread">Nachricht <a href="/t5/b/m-p/{s.id}#M{s.id}">{s.n}</a> von {len(t.says)}</span>{menu}</div>
{solved}<div class="lia-message-body"><div class="lia-message-body-content">{s.html()}{sign}</div></div>{edit}<div class="lia-quilt-row-footer"><span class="MessageKudosCount">{max(0, s.votes)}</span> Kudos <a class="lia-button" href="/reply/{s.id}">Antworten</a></div></div>"""

    def shell(self, title: str, body: str) -> str:
        new = "".join(
            f'<li><a href="/t5/{t.room}/x/m-p/{s.id}#M{s.id}">Betreff: {escape(t.title)}</a> von <a href="/t5/user/viewprofilepage/user-id/{self.uid(s.who)}">{escape(s.who)}</a> {self.stamp(s.at)}</li>'
            for t, s in self.latest(5)
        )
        top = "".join(
            f'<li><a href="/t5/user/viewprofilepage/user-id/{self.uid(w)}">{escape(w)}</a> <span>{self.uid(w) * 3} Kudos</span></li>'
            for w in self.folk[:5]
        )
        return f"""<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>{escape(title)} - Gerätewelt Community</title></head><body class="lia-board"><div id="cookie-banner">Wir verwenden Cookies. <button>Alle akzeptieren</button> <a href="/datenschutz">Datenschutz</a></div><header><a href="/">Gerätewelt Community</a><form action="/t5/forums/searchpage"><input name="q"></form><a href="/login">Anmelden</a></header><div class="lia-quilt"><div class="lia-quilt-column-main">{body}</div><div class="lia-quilt-column-side"><div class="panel"><h3>Neueste Beiträge</h3><ul>{new}</ul></div><div class="panel"><h3>Top-Autoren</h3><ul>{top}</ul></div></div></div><footer>© Gerätewelt GmbH · <a href="/impressum">Impressum</a></footer></body></html>"""

    def board(self, n: int, page: int) -> str:
        cut, last = self.cut(self.room(n), page)
        rows = "".join(
            f'<tr class="lia-list-row"><td>{"📌" if t.pinned else ""}</td><td><h2 class="message-subject"><a href="/t5/{n}/{t.slug}/td-p/{t.id}">{escape(t.title)}</a></h2><div class="lia-info-area">von <a href="/t5/user/viewprofilepage/user-id/{self.uid(t.first.who)}">{escape(t.first.who)}</a> am {self.stamp(t.first.at)} Letzter Beitrag von <a href="/t5/user/viewprofilepage/user-id/{self.uid(t.last.who)}">{escape(t.last.who)}</a> am {self.stamp(t.last.at)}</div></td><td>{len(t.says) - 1} Antworten</td><td>{t.id * 2} Ansichten</td></tr>'
            for t in cut
        )
        return self.shell(
            self.rooms[n],
            f'<h1>{escape(self.rooms[n])}</h1><table class="lia-list-wide"><tbody>{rows}</tbody></table><div class="lia-paging">{pages(page, last, f"/t5/b{n}/bd-p/{n}/page/{{n}}", ("Zurück", "Weiter"))}</div>',
        )

    def draw(self, path: str, q: dict[str, str]) -> str | None:
        step = path.strip("/").split("/")
        page = int(step[step.index("page") + 1]) if "page" in step else 1
        if path == "/":
            rows = "".join(
                f'<div class="node"><h3><a href="/t5/b{n}/bd-p/{n}">{escape(r)}</a></h3><p>Alles rund um {escape(r)}: Fragen, Tipps und Hilfe.</p><span>{len(self.room(n))} Themen</span></div>'
                for n, r in enumerate(self.rooms)
            )
            return self.shell("Willkommen", f"<h1>Frag die Community</h1>{rows}")
        if "bd-p" in step:
            return self.board(int(step[step.index("bd-p") + 1]), page)
        if "m-p" in step:
            hit = next(((t, s) for t in self.talks for s in t.says if str(s.id) == step[-1]), None)
            return (
                f"to:/t5/{hit[0].room}/{hit[0].slug}/td-p/{hit[0].id}/page/{(hit[1].n - 1) // self.size + 1}#M{hit[1].id}"
                if hit
                else None
            )
        if "td-p" in step and (t := self.talk(step[step.index("td-p") + 1])):
            best = self.best(t)
            cut, last = self.cut(t.says, page, self.size)
            body = "".join(self.message(t, s, s is best) for s in cut if s.n > 1)
            head = ""
            if page == 1:
                state = (
                    '<div class="solved-banner"><span>Gelöst!</span> <a href="#fix">Gehe zu Lösung.</a></div>'
                    if best
                    else ""
                )
                head = state + self.message(t, t.first, False)
                if best:
                    head += f'<div class="lia-component-solution-list" id="fix"><h2>1 AKZEPTIERTE LÖSUNG</h2>{self.message(t, best, True)}</div>'
                head += (
                    f"<h2>{len(t.says) - 1} ANTWORTEN {len(t.says) - 1}</h2>"
                    if len(t.says) > 1
                    else ""
                )
            near = "".join(
                f'<tr><td><a href="/t5/{r.room}/{r.slug}/td-p/{r.id}">{escape(r.title)}</a></td><td>{self.stamp(r.first.at)}</td></tr>'
                for r in self.room(t.room)[:4]
                if r is not t
            )
            crumbs = f'<ul class="lia-breadcrumb"><li><a href="/">Gerätewelt Community</a></li><li><a href="/t5/b{t.room}/bd-p/{t.room}">{escape(self.rooms[t.room])}</a></li><li><span>{escape(t.title)}</span></li></ul>'
            link = f"/t5/{t.room}/{t.slug}/td-p/{t.id}/page/{{n}}"
            return self.shell(
                t.title,
                f'{crumbs}<h1 class="lia-message-subject">{escape(t.title)}</h1>{head}{body}<div class="lia-paging">{pages(page, last, link, ("Zurück", "Weiter"))}</div><div class="panel"><h3>Ähnliche Themen</h3><table>{near}</table></div>',
            )
        if "viewprofilepage" in step:
            who = self.folk[int(step[-1]) - 40]
            return self.shell(
                who,
                f"<h1>Info zu {escape(who)}</h1><dl><dt>Rang</dt><dd>{self.rank_of(who)}</dd><dt>Mitglied seit</dt><dd>03.05.2021</dd></dl>",
            )
        return None


class HoiDap(Counsel):
    """One person's Flask: plain Bootstrap, answers, small remarks in brackets of a list, guests."""

    lang = "vi"
    rooms = ("Nhà cửa", "Kinh doanh", "Máy móc")
    zone = timezone = "Asia/Ho_Chi_Minh"
    form = "%H:%M ngày %d/%m/%Y"
    threads = r"/cau-hoi/(\d+)"
    anonymous = "Khách"

    def by_line(self, s: Say) -> str:
        who = (
            "Khách"
            if s.who == self.anonymous
            else f'<a href="/thanh-vien/{self.uid(s.who)}">{escape(s.who)}</a>'
        )
        return f'<small class="text-muted">{who} lúc {self.when(s.at)}</small>'

    def few(self, t: Talk, s: Say) -> str:
        rows = "".join(
            f'<div class="border-top py-1 ps-4 small">{k.html("br")} — {self.by_line(k)}</div>'
            for k in self.remarks(t, s)
        )
        return f'<div class="binh-luan">{rows}<form class="ps-4" method="post" action="/binh-luan/{s.id}"><input class="form-control form-control-sm" name="text" placeholder="Viết bình luận..."></form></div>'

    def shell(self, title: str, body: str) -> str:
        nav = "".join(
            f'<li class="nav-item"><a class="nav-link" href="/chu-de/{n}">{r}</a></li>'
            for n, r in enumerate(self.rooms)
        )
        return f"""<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(title)} | Hỏi đáp xóm mình</title><link href="/static/bootstrap.min.css" rel="stylesheet"></head><body>
<nav class="navbar navbar-expand-lg bg-light"><div class="container"><a class="navbar-brand" href="/">Hỏi đáp xóm mình</a><ul class="navbar-nav">{nav}<li class="nav-item"><a class="nav-link" href="/dang-nhap">Đăng nhập</a></li></ul></div></nav>
<div class="container mt-3"><div class="alert alert-info">Chào mừng bạn! Hãy đọc <a href="/noi-quy">nội quy</a> trước khi đặt câu hỏi.</div>
{body}</div><footer class="container text-muted">Giờ Việt Nam (GMT+7). Viết bằng Flask.</footer></body></html>"""

    def draw(self, path: str, q: dict[str, str]) -> str | None:
        step, page = path.strip("/").split("/"), int(q.get("trang", 1))
        if path == "/" or step[0] == "chu-de":
            some = self.talks if path == "/" else self.room(int(step[1]))
            cut, last = self.cut(some, page)
            rows = "".join(
                f'<div class="card mb-2"><div class="card-body"><h5 class="card-title">{"[Ghim] " if t.pinned else ""}<a href="/cau-hoi/{t.id}">{escape(t.title)}</a></h5><p class="card-text">{escape(t.first.paras[0][:60])}...</p><small class="text-muted">{escape(t.first.who)} · {self.when(t.first.at)} · {len(self.answers(t))} câu trả lời · <span class="badge bg-secondary">{self.rooms[t.room]}</span></small></div></div>'
                for t in cut
            )
            nav = pages(page, last, path + "?trang={n}", ("Trước", "Sau"))
            return self.shell(
                "Câu hỏi",
                f"<h2>{'Câu hỏi mới' if path == '/' else self.rooms[int(step[1])]}</h2>{rows}<nav>{nav}</nav>",
            )
        if step[0] == "cau-hoi" and (t := self.talk(step[1])):
            some, best = self.answers(t), self.best(t)
            cut, last = self.cut(some, page, self.size)

            def one(s: Say) -> str:
                mark = (
                    '<span class="badge bg-success">Câu trả lời hay nhất</span>'
                    if s is best
                    else ""
                )
                return f'<div class="card mb-3" id="tl-{s.id}"><div class="card-body d-flex"><div class="text-center me-3"><a href="/vote/{s.id}/1">▲</a><br>{s.votes}<br><a href="/vote/{s.id}/-1">▼</a></div><div class="flex-grow-1">{mark}<div class="noi-dung">{s.html()}</div>{self.by_line(s)}</div></div>{self.few(t, s)}</div>'

            shut = (
                '<div class="alert alert-warning">Câu hỏi đã khóa, không nhận thêm câu trả lời.</div>'
                if t.locked
                else ""
            )
            nav = pages(page, last, f"/cau-hoi/{t.id}?trang={{n}}", ("Trước", "Sau"))
            return self.shell(
                t.title,
                f"""<nav aria-label="breadcrumb"><ol class="breadcrumb"><li class="breadcrumb-item"><a href="/">Trang chủ</a></li><li class="breadcrumb-item"><a href="/chu-de/{t.room}">{self.rooms[t.room]}</a></li></ol></nav>
{shut}<h1>{escape(t.title)}</h1><div class="mb-4"><div class="noi-dung">{t.first.html()}</div>{self.by_line(t.first)}{self.few(t, t.first)}</div>
<h4>{len(some)} câu trả lời</h4>{"".join(one(s) for s in cut)}<nav>{nav}</nav><h5>Trả lời của bạn</h5><form method="post"><textarea class="form-control" name="noi_dung"></textarea><button class="btn btn-primary">Gửi</button></form>""",
            )
        if step[0] == "thanh-vien":
            rows = "".join(
                f'<li class="list-group-item"><a href="/cau-hoi/{t.id}">{escape(t.title)}</a> <small>{self.when(s.at)}</small></li>'
                for t, s in self.by(int(step[1]))
                if s.n == 1
            )
            return self.shell(
                "Thành viên",
                f'<h3>{escape(self.folk[int(step[1]) - 40])}</h3><ul class="list-group">{rows}</ul>',
            )
        return (
            self.shell("Nội quy", "<h2>Nội quy</h2><p>Viết có dấu, lịch sự, không quảng cáo.</p>")
            if path == "/noi-quy"
            else None
        )
