"""Two question sites: a Chinese one on Bootstrap cards, a Spanish one of articles and times."""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

from datetime import datetime, timedelta
from html import escape
from typing import ClassVar

from tests.factories.talks.counsel import Counsel
from tests.factories.talks.world import Say, Talk, pages

LATER = timedelta(minutes=95)  # when it was edited


class Dayi(Counsel):
    """Cards with a column of votes, accepted answers, badges; answers over pages; plain dates."""

    lang = "zh"
    count = 30
    rooms: ClassVar[tuple[str, ...]] = ("家居装修", "财税问答", "电脑数码", "生活百科")
    zone = "Asia/Shanghai"
    form = "%Y-%m-%d %H:%M"
    threads = r"/question/(\d+)"
    tags = ("新手", "报价", "合同", "维修", "推荐", "成都", "保修", "急")

    def member(self, who: str) -> str:
        if who == "匿名用户":
            return '<span class="text-secondary">匿名用户</span>'
        k = self.uid(who)
        return f'<a href="/user/{k}" class="font-weight-bold">{escape(who)}</a>'

    def meta(self, s: Say, verb: str) -> str:
        k = self.uid(s.who)
        stars = f'<span class="badge badge-warning" title="金牌">● {k % 4}</span> <span class="badge badge-light" title="银牌">● {k % 9}</span>'
        known = (
            ""
            if s.who == "匿名用户"
            else f'<small class="text-muted">声望 {k * 23}</small> {stars}'
        )
        edit = (
            f'<small class="text-muted font-italic">编辑于 {self.when(min(self.now, s.at + LATER))}</small>'
            if s.edited
            else ""
        )
        return f'<div class="media mt-3"><img class="mr-2 rounded-circle" src="/static/avatar/{k}.png" width="40" alt=""><div class="media-body">{self.member(s.who)} {known}<br><small class="text-muted">{verb} {self.when(s.at)}</small> {edit}</div></div>'

    def votes(self, s: Say, best: bool) -> str:
        mark = (
            '<div class="text-success h3" title="提问者已采纳该回答">&#10004;</div>' if best else ""
        )
        return f'<div class="col-1 text-center"><button class="btn btn-link btn-sm">▲</button><div class="h5 mb-0">{s.votes}</div><button class="btn btn-link btn-sm">▼</button>{mark}</div>'

    def remark_list(self, t: Talk, s: Say) -> str:
        rows = "".join(
            f'<li class="list-group-item py-1" id="comment-{k.id}"><small>{self.member(k.who)}：<span class="comment-text">{k.html("br")}</span> <span class="text-muted">{self.when(k.at)}</span></small></li>'
            for k in self.remarks(t, s)
        )
        return f'<ul class="list-group list-group-flush mt-2">{rows}</ul>' if rows else ""

    def card(self, t: Talk, s: Say) -> str:
        best = self.best(t) is s
        head = (
            '<div class="card-header bg-success text-white py-1">✓ 最佳答案</div>' if best else ""
        )
        return f'<div class="card mb-3 answer" id="answer-{s.id}">{head}<div class="card-body"><div class="row">{self.votes(s, best)}<div class="col-11"><div class="card-text content">{s.html()}</div>{self.meta(s, "回答于")}<div class="mt-2"><a href="#" class="btn btn-sm btn-outline-secondary">评论</a> <a href="/report/{s.id}" class="btn btn-sm btn-outline-secondary">举报</a></div>{self.remark_list(t, s)}</div></div></div></div>'

    def row(self, t: Talk) -> str:
        marks = "".join(
            f'<a class="badge badge-info" href="/tag/{n}">{self.tags[n]}</a> ' for n in t.tags
        )
        done = "已解决" if self.best(t) else "待解决"
        return f'<div class="card mb-2"><div class="card-body p-3"><h5 class="card-title mb-1"><span class="badge badge-secondary">{done}</span> <a href="/question/{t.id}">{escape(t.title)}</a></h5><p class="card-text text-muted small">{escape(t.first.paras[0][:36])}…</p><div class="small">{marks}<span class="float-right text-muted">{self.member(t.first.who)} 提问于 {self.when(t.first.at)} · {len(self.answers(t))} 回答 · {t.id % 313} 浏览</span></div></div></div>'

    def shell(self, title: str, body: str) -> str:
        cats = "".join(
            f'<a class="list-group-item list-group-item-action" href="/category/{n}">{r} <span class="badge badge-pill badge-light">{len(self.room(n))}</span></a>'
            for n, r in enumerate(self.rooms)
        )
        hot = "".join(
            f'<li><a href="/question/{t.id}">{escape(t.title)}</a> <small class="text-muted">{len(t.says) - 1} 回复</small></li>'
            for t in self.talks[4:9]
        )
        tags = " ".join(
            f'<a class="badge badge-info" href="/tag/{n}">{w}</a>' for n, w in enumerate(self.tags)
        )
        return f"""<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(title)} - 答疑网</title><link rel="stylesheet" href="/static/bootstrap.min.css"></head><body><nav class="navbar navbar-expand-lg navbar-dark bg-primary"><a class="navbar-brand" href="/">答疑网</a><ul class="navbar-nav"><li class="nav-item"><a class="nav-link" href="/">最新问题</a></li><li class="nav-item"><a class="nav-link" href="/unanswered">待解决</a></li><li class="nav-item"><a class="nav-link" href="/users">用户</a></li><li class="nav-item"><a class="nav-link" href="/rules">社区规则</a></li><li class="nav-item"><a class="nav-link" href="/about">关于我们</a></li></ul><a class="btn btn-warning" href="/ask">我要提问</a></nav>
<div class="container mt-3"><div class="row"><div class="col-md-9">{body}</div><div class="col-md-3"><div class="list-group mb-3">{cats}</div><div class="card mb-3"><div class="card-header">热门问题</div><ul class="list-unstyled card-body small">{hot}</ul></div><div class="card"><div class="card-header">标签</div><div class="card-body">{tags}</div></div></div></div></div>
<footer class="bg-light text-center small py-3">© 2019-2026 答疑网 京ICP备19000000号 · 本站时间均为北京时间 (GMT+8) · <a href="/about">联系我们</a></footer></body></html>"""

    def listed(self, name: str, some: list[Talk], page: int, link: str) -> str:
        cut, last = self.cut(some, page, 12)
        return self.shell(
            name,
            f'<h4>{escape(name)}</h4>{"".join(self.row(t) for t in cut)}<nav class="pagination">{pages(page, last, link + "?page={n}", ("上一页", "下一页"))}</nav>',
        )

    def asked(self, t: Talk, page: int) -> str:
        some = self.answers(t)
        cut, last = self.cut(some, page, self.size)
        room = self.rooms[t.room]
        marks = "".join(
            f'<a class="badge badge-info" href="/tag/{n}">{self.tags[n]}</a> ' for n in t.tags
        )
        shut = '<div class="alert alert-secondary">该问题已关闭</div>' if t.locked else ""
        said = "".join(self.card(t, s) for s in cut) or (
            '<p class="text-muted">暂无回答，快来抢沙发吧</p>'
        )
        return self.shell(
            t.title,
            f'<ol class="breadcrumb"><li class="breadcrumb-item"><a href="/">首页</a></li><li class="breadcrumb-item"><a href="/category/{t.room}">{room}</a></li><li class="breadcrumb-item active">问题详情</li></ol><div class="card mb-4 question"><div class="card-body"><h3 class="card-title">{escape(t.title)}</h3>{shut}<div class="row">{self.votes(t.first, False)}<div class="col-11"><div class="card-text content">{t.first.html()}</div><div class="mt-2">{marks}</div>{self.meta(t.first, "提问于")}<small class="text-muted">浏览 {t.id % 313} 次</small>{self.remark_list(t, t.first)}</div></div></div></div><h5>{len(some)} 个回答</h5>{said}<nav class="pagination">{pages(page, last, f"/question/{t.id}?page={{n}}", ("上一页", "下一页"))}</nav><form class="card card-body"><h6>撰写回答</h6><textarea class="form-control"></textarea><button class="btn btn-primary mt-2">登录后提交</button></form>',
        )

    def person(self, k: int) -> str | None:
        if not 40 <= k < 40 + len(self.folk) or self.folk[k - 40] == "匿名用户":
            return None
        who = self.folk[k - 40]
        rows = "".join(
            f'<li class="list-group-item"><a href="/question/{t.id}">{escape(t.title)}</a> <small class="text-muted">{self.when(s.at)}</small><br><small>{escape(s.paras[0][:30])}…</small></li>'
            for t, s in self.by(k)[:12]
        )
        return self.shell(
            who,
            f'<div class="card card-body mb-3"><h4>{escape(who)}</h4><p>声望 {k * 23} · 注册时间 2020-05-1{k % 9}</p></div><h6>最近动态</h6><ul class="list-group">{rows}</ul>',
        )

    def draw(self, path: str, q: dict[str, str]) -> str | None:
        step, page = path.strip("/").split("/"), int(q.get("page", 1))
        if path == "/":
            return self.listed("最新问题", self.talks, page, "/")
        if path == "/unanswered":
            some = [t for t in self.talks if not self.best(t)]
            return self.listed("待解决的问题", some, page, path)
        if step[0] == "category" and step[1] in ("0", "1", "2", "3"):
            n = int(step[1])
            return self.listed(self.rooms[n], self.room(n), page, path)
        if step[0] == "tag" and step[1].isdigit() and int(step[1]) < len(self.tags):
            n = int(step[1])
            some = [t for t in self.talks if n in t.tags]
            return self.listed(f"标签：{self.tags[n]}", some, page, path)
        if step[0] == "question" and (t := self.talk(step[1])):
            return self.asked(t, page)
        if step[0] == "user" and step[1].isdigit():
            return self.person(int(step[1]))
        if path == "/users":
            who = "".join(
                f'<div class="col-4 mb-2"><a href="/user/{self.uid(w)}">{escape(w)}</a><br><small class="text-muted">声望 {self.uid(w) * 23}</small></div>'
                for w in self.folk
                if w != "匿名用户"
            )
            return self.shell("用户", f'<h4>用户列表</h4><div class="row">{who}</div>')
        if path == "/rules":
            return self.shell(
                "社区规则",
                "<h4>社区规则</h4><ol><li>请勿发布广告和联系方式。</li><li>提问前请先搜索，标题要说清楚问题。</li><li>对回答满意请及时采纳。</li></ol><p>本规则自 2023-03-01 起施行，由答疑网管理员负责解释。</p>",
            )
        if path == "/about":
            return self.shell(
                "关于我们",
                "<h4>关于我们</h4><p>答疑网成立于2019年，是一个互助问答社区。合作请联系 service@dayi.example。</p>",
            )
        if path == "/ask":
            return self.shell("提问", "<p>请先登录后再提问。</p>")
        return None


class Consulta(Counsel):
    """Articles with headers and feet, times by their attribute, remarks behind a dash."""

    lang = "es"
    count = 28
    rooms: ClassVar[tuple[str, ...]] = ("Hogar y reparaciones", "Trámites", "Negocio y autónomos")
    zone = "Europe/Madrid"
    form = "es:%-k de %B de %Y"
    exact = True
    size = 6
    threads = r"/consulta/(\d+)"
    tags = (
        "calefacción",
        "licencias",
        "envíos",
        "facturas",
        "presupuesto",
        "valencia",
        "averías",
        "leyes",
    )

    def time(self, at: datetime, extra: str = "") -> str:
        return f'<time datetime="{self.iso(at)}"{extra}>{self.when(at)}</time>'

    def foot(self, s: Say, verb: str) -> str:
        k = self.uid(s.who)
        edit = f" · editado el {self.time(min(self.now, s.at + LATER))}" if s.edited else ""
        return f'<footer class="firma"><img src="/img/usuarios/{k}.jpg" alt="Foto de {escape(s.who)}" width="32" height="32"> {verb} <a rel="author" href="/usuario/{k}">{escape(s.who)}</a> <span class="puntos" title="puntos">{k * 12}</span> <span class="insignia">{("Aprendiz", "Experto", "Maestro")[k % 3]}</span> el {self.time(s.at)}{edit}</footer>'

    def remark_list(self, t: Talk, s: Say) -> str:
        rows = "".join(
            f'<li id="c{k.id}">{k.html("br")} — <a href="/usuario/{self.uid(k.who)}">{escape(k.who)}</a>, {self.time(k.at)}</li>'
            for k in self.remarks(t, s)
        )
        return f'<ul class="comentarios">{rows}</ul>' if rows else ""

    def reply(self, t: Talk, s: Say) -> str:
        best = self.best(t) is s
        mark = '<p class="aceptada"><strong>Respuesta aceptada</strong></p>' if best else ""
        return f'<article class="respuesta{" respuesta-aceptada" * best}" id="r{s.id}"><aside class="votos"><output>{s.votes}</output> votos</aside>{mark}<div class="texto">{s.html()}</div>{self.foot(s, "Respondió")}{self.remark_list(t, s)}</article>'

    def shell(self, title: str, body: str) -> str:
        new = "".join(
            f'<li><a href="/consulta/{t.id}/{t.slug}#r{s.id}">{escape(s.who)} en «{escape(t.title)}»</a> {self.time(s.at)}</li>'
            for t, s in self.latest(5)
        )
        temas = "".join(
            f'<li><a href="/tema/{n}">{escape(r)}</a></li>' for n, r in enumerate(self.rooms)
        )
        return f"""<!doctype html>
<html lang="es"><head><meta charset="utf-8"><title>{escape(title)} | ConsultaVecinal</title><meta name="description" content="Preguntas y respuestas entre vecinos"></head>
<body><header><a class="logo" href="/">ConsultaVecinal</a><nav><ul><li><a href="/">Portada</a></li><li><a href="/etiquetas">Etiquetas</a></li><li><a href="/acerca">Acerca de</a></li><li><a href="/normas">Normas</a></li><li><a href="/entrar">Entrar</a></li></ul></nav><form action="/buscar" role="search"><input name="q" placeholder="Buscar"></form></header>
<main>{body}</main>
<aside><section><h2>Temas</h2><ul>{temas}</ul></section><section><h2>Actividad reciente</h2><ul class="reciente">{new}</ul></section></aside>
<footer><p>© 2026 ConsultaVecinal, comunidad sin ánimo de lucro. <a href="/privacidad">Privacidad</a></p></footer></body></html>"""

    def listed(self, name: str, some: list[Talk], page: int, link: str) -> str:
        cut, last = self.cut(some, page, 10)
        rows = "".join(
            f'<article class="resumen"><dl><dt>Respuestas</dt><dd>{len(self.answers(t))}</dd><dt>Votos</dt><dd>{t.first.votes}</dd></dl><h3><a href="/consulta/{t.id}/{t.slug}">{escape(t.title)}</a></h3><p>{escape(t.first.paras[0][:80])}…</p><p class="pie">En <a href="/tema/{t.room}">{escape(self.rooms[t.room])}</a>, por <a href="/usuario/{self.uid(t.first.who)}">{escape(t.first.who)}</a>, {self.time(t.first.at)}</p></article>'
            for t in cut
        )
        return self.shell(
            name,
            f'<h1>{escape(name)}</h1>{rows}<nav class="paginas" aria-label="Páginas">{pages(page, last, link + "?pagina={n}", ("« Anterior", "Siguiente »"))}</nav>',
        )

    def asked(self, t: Talk, page: int) -> str:
        cut, last = self.cut(self.answers(t), page, self.size)
        room = escape(self.rooms[t.room])
        marks = "".join(
            f'<li><a rel="tag" href="/etiqueta/{n}">{self.tags[n]}</a></li>' for n in t.tags
        )
        near = "".join(
            f'<li><a href="/consulta/{r.id}/{r.slug}">{escape(r.title)}</a></li>'
            for r in self.room(t.room)[:5]
            if r is not t
        )
        shut = '<p class="aviso">Esta consulta está cerrada.</p>' if t.locked else ""
        said = "".join(self.reply(t, s) for s in cut) or "<p>Todavía no hay respuestas.</p>"
        ask = f'<div class="texto">{t.first.html()}</div>' if page == 1 else ""
        foot = self.foot(t.first, "Preguntó") + self.remark_list(t, t.first) if page == 1 else ""
        return self.shell(
            t.title,
            f'<nav class="migas"><a href="/">Portada</a> › <a href="/tema/{t.room}">{room}</a> › <span>{escape(t.title)}</span></nav><article class="consulta" id="q{t.id}"><header><h1>{escape(t.title)}</h1></header>{shut}{ask}<ul class="etiquetas">{marks}</ul>{foot}</article><section id="respuestas"><h2>{len(self.answers(t))} respuestas</h2>{said}<nav class="paginas">{pages(page, last, f"/consulta/{t.id}/{t.slug}?pagina={{n}}", ("« Anterior", "Siguiente »"))}</nav></section><section><h2>Consultas parecidas</h2><ul>{near}</ul></section>',
        )

    def draw(self, path: str, q: dict[str, str]) -> str | None:
        step, page = path.strip("/").split("/"), int(q.get("pagina", 1))
        if path == "/":
            return self.listed("Últimas consultas", self.talks, page, "/")
        if step[0] == "tema" and step[1] in ("0", "1", "2"):
            n = int(step[1])
            return self.listed(self.rooms[n], self.room(n), page, path)
        if step[0] == "etiqueta" and step[1].isdigit() and int(step[1]) < len(self.tags):
            n = int(step[1])
            some = [t for t in self.talks if n in t.tags]
            return self.listed(f"Consultas sobre {self.tags[n]}", some, page, path)
        if path == "/etiquetas":
            rows = "".join(
                f'<li><a href="/etiqueta/{n}">{w}</a></li>' for n, w in enumerate(self.tags)
            )
            return self.shell("Etiquetas", f"<h1>Etiquetas</h1><ul>{rows}</ul>")
        if step[0] == "consulta" and (t := self.talk(step[1])):
            return self.asked(t, page)
        if step[0] == "usuario" and step[1].isdigit() and int(step[1]) - 40 in range(12):
            k = int(step[1])
            rows = "".join(
                f'<li><a href="/consulta/{t.id}/{t.slug}">{escape(t.title)}</a>, {self.time(s.at)}</li>'
                for t, s in self.by(k)[:10]
            )
            who = escape(self.folk[k - 40])
            return self.shell(
                self.folk[k - 40],
                f'<h1>{who}</h1><dl><dt>Miembro desde</dt><dd><time datetime="2021-04-12">12 de abril de 2021</time></dd><dt>Puntos</dt><dd>{k * 12}</dd></dl><h2>Participaciones</h2><ul>{rows}</ul>',
            )
        if path in ("/acerca", "/normas", "/entrar", "/privacidad"):
            return self.shell(
                step[0].title(),
                "<h1>Normas de la comunidad</h1><p>Sé amable, no publiques datos personales y acepta la respuesta que te haya servido.</p><p>Última revisión: 3 de marzo de 2025.</p>",
            )
        return None
