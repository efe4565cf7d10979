"""Question sites in Spanish, Japanese and Russian, and a Portuguese board of things wanted."""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

from html import escape

from tests.factories.talks.questions import Asked
from tests.factories.talks.world import Say, Talk, pages


class Preguntas(Asked):
    """Spanish with microdata of questions and answers; notes and lists have none."""

    lang = "es"
    form = "es:%-k de %B de %Y, %H:%M"
    zone = timezone = "Europe/Madrid"
    threads = r"/preguntas/(\d+)"
    rooms = ("Negocios", "Hostelería", "Taller")
    sections = True
    size = 6
    anonymous = "Anónimo"

    def shell(self, title: str, body: str) -> str:
        top = "".join(f'<li>{escape(w)} <span>{self.uid(w) * 17} puntos</span></li>' for w in self.folk[:5])  # fmt: skip
        return f"""<!DOCTYPE html><html lang="es"><head><meta charset="utf-8"><title>{escape(title)} | Pregúntalo</title></head><body><div class="cabecera"><a href="/">Pregúntalo</a> <a href="/preguntas">Preguntas</a> <a href="/sin-responder">Sin responder</a> <a href="/entrar">Entrar</a></div><div class="contenido">{body}</div><div class="lateral"><h4>Más activos</h4><ul>{top}</ul><h4>Categorías</h4><ul>{"".join(f'<li><a href="/categoria/{n}">{r}</a></li>' for n, r in enumerate(self.rooms))}</ul></div><div class="pie">Pregúntalo 2026 · Hora peninsular</div></body></html>"""

    def notes_of(self, t: Talk, s: Say) -> str:
        return "".join(f'<div class="coment" id="c{k.id}"><p>{k.html("br")}</p><small>comentado por <a href="/usuario/{self.uid(k.who)}">{escape(k.who)}</a> el {self.when(k.at)}</small></div>' for k in self.under(t, s))  # fmt: skip

    def by_(self, verb: str, s: Say) -> str:
        who = f'<a itemprop="url" href="/usuario/{self.uid(s.who)}"><span itemprop="name">{escape(s.who)}</span></a>' if self.uid(s.who) else f'<span itemprop="name">{escape(s.who)}</span>'  # fmt: skip
        edit = f'<p class="editado">editado el {self.when(s.at)} por {escape(self.folk[2])}</p>' if s.edited else ""  # fmt: skip
        return f'<p class="firma">{verb} el <time itemprop="dateCreated" datetime="{self.iso(s.at)}">{self.when(s.at)}</time> por <span itemprop="author" itemscope itemtype="https://schema.org/Person">{who}</span> ({self.uid(s.who) * 17} puntos)</p>{edit}'

    def draw(self, path: str, q: dict[str, str]) -> str | None:
        step, page = path.strip("/").split("/"), int(q.get("pagina", 1))
        if path in ("/", "/preguntas", "/sin-responder") or step[0] == "categoria":
            some = self.room(int(step[1])) if step[0] == "categoria" else self.some({"sort": "open" if "sin" in path else q.get("sort", "")})  # fmt: skip
            cut, last = self.cut(some, page)
            rows = "".join(f'<div class="fila"><div class="num">{t.first.votes} votos</div><div class="num">{len(self.answers(t))} respuestas</div><div class="txt"><a href="/preguntas/{t.id}/{t.slug}">{escape(t.title)}</a><br><small>preguntado el {self.when(t.first.at)} por {escape(t.first.who)} en <a href="/categoria/{t.room}">{self.rooms[t.room]}</a></small></div></div>' for t in cut)  # fmt: skip
            keep = f"&sort={q['sort']}" if "sort" in q else ""
            return self.shell("Preguntas", f'<h1>Preguntas</h1><p><a href="/preguntas?sort=hot">Populares</a> <a href="/preguntas?sort=votes">Más votadas</a></p>{rows}<div class="paginas">{pages(page, last, ("/preguntas" if path == "/" else path) + "?pagina={n}" + keep, ("Anterior", "Siguiente"))}</div>')  # fmt: skip
        if step[0] == "usuario":
            return self.shell("Usuario", "<h1>Preguntas del usuario</h1>" + "".join(f'<p><a href="/preguntas/{t.id}/{t.slug}">{escape(t.title)}</a></p>' for t in self.asked_by(int(step[1]))))  # fmt: skip
        if step[0] == "preguntas" and (t := self.talk(step[1])):
            cut, last = self.cut(self.answers(t), page, self.size)
            body = "".join(f'<div class="respuesta" id="r{s.id}" itemprop="{"acceptedAnswer" if self.best.get(t.id) is s else "suggestedAnswer"}" itemscope itemtype="https://schema.org/Answer"><div class="votos"><span itemprop="upvoteCount">{max(0, s.votes)}</span> votos</div>{"<strong>Mejor respuesta</strong>" if self.best.get(t.id) is s else ""}<div itemprop="text" class="cuerpo">{s.html()}</div>{self.by_("respondido", s)}{self.notes_of(t, s)}</div>' for s in cut)  # fmt: skip
            near = "".join(f'<li>{len(self.answers(r))} respuestas <a href="/preguntas/{r.id}/{r.slug}">{escape(r.title)}</a></li>' for r in self.like(t))  # fmt: skip
            return self.shell(t.title, f'<p class="migas"><a href="/">Inicio</a> » <a href="/categoria/{t.room}">{self.rooms[t.room]}</a></p><div itemprop="mainEntity" itemscope itemtype="https://schema.org/Question"><h1 itemprop="name">{escape(t.title)}</h1><div class="pregunta"><div class="votos"><span itemprop="upvoteCount">{t.first.votes}</span> votos</div><div itemprop="text" class="cuerpo">{t.first.html()}</div>{self.by_("preguntado", t.first)}{self.notes_of(t, t.first)}</div><h2><span itemprop="answerCount">{len(self.answers(t))}</span> respuestas</h2>{body}</div><div class="paginas">{pages(page, last, path + "?pagina={n}", ("Anterior", "Siguiente"))}</div><h3>Preguntas relacionadas</h3><ul>{near}</ul>')  # fmt: skip
        return None


class Chiebukuro(Asked):
    """Japanese: the best answer in a box with the asker's thanks, then the others; hidden names."""

    lang = "ja"
    form = "%Y/%-q/%-k %H:%M"
    zone = timezone = "Asia/Tokyo"
    threads = r"/detail/q(\d+)"
    rooms = ("税金・経理", "設備・工具", "仕入れ")
    sections = True
    anonymous = "ID非公開さん"

    def shell(self, title: str, body: str, side: str = "") -> str:
        return f"""<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>{escape(title)} - みんなの相談箱</title></head><body><div id="head"><a href="/">みんなの相談箱</a><a href="/ask">質問・相談</a><a href="/list?filter=open">回答受付中</a><a href="/login">ログイン</a></div><div id="contents"><div id="main">{body}</div><div id="side">{side}</div></div><div id="foot">Copyright (C) みんなの相談箱 All Rights Reserved.</div></body></html>"""

    def named(self, s: Say) -> str:
        return f'<p class="Name">{escape(s.who)}</p>' if not self.uid(s.who) else f'<p class="Name"><a href="/user/{self.uid(s.who)}">{escape(s.who)}</a>さん</p>'  # fmt: skip

    def item(self, t: Talk, s: Say, best: bool) -> str:
        kids = "".join(f'<li class="Henshin" id="h{k.id}"><div class="HenshinUser">{self.named(k)}<p class="Date">{self.when(k.at)}</p></div><p class="HenshinText">{k.html("br")}</p></li>' for k in self.under(t, s))  # fmt: skip
        head = '<div class="BestLabel">ベストアンサー</div>' if best else ""
        return f'<div class="{"BestAnswer" if best else "Answer"}" id="a{s.id}">{head}<div class="User"><img src="/icon/{self.uid(s.who)}.png" alt="">{self.named(s)}<p class="Date">{self.when(s.at)}</p></div><p class="Text">{s.html("br")}</p><ul class="React"><li>ナイス！ {max(0, s.votes)}</li><li>参考になる</li></ul>{"<ul class=Henshins>" + kids + "</ul>" if kids else ""}</div>'

    def draw(self, path: str, q: dict[str, str]) -> str | None:
        step, page = path.strip("/").split("/"), int(q.get("page", 1))
        cats = "".join(f'<li><a href="/category/{n}">{r}</a></li>' for n, r in enumerate(self.rooms))  # fmt: skip
        rank = "<h2>質問ランキング</h2><ol>" + "".join(f'<li><a href="/detail/q{t.id}">{escape(t.title)}</a><span>{len(self.answers(t))}件の回答</span></li>' for t in self.talks[1:16:3]) + f"</ol><h2>カテゴリ</h2><ul>{cats}</ul>"  # fmt: skip
        if path in ("/", "/list") or step[0] == "category":
            some = self.room(int(step[1])) if step[0] == "category" else self.some(q)
            cut, last = self.cut(some, page)
            keep = f"&filter={q['filter']}" if "filter" in q else ""
            rows = "".join(f'<div class="ListItem"><a href="/detail/q{t.id}"><h2>{escape(t.title)}</h2><p>{self.cutting(t, 45)}</p></a><p class="Info"><span>{self.when(t.first.at)}</span><span>回答数 {len(self.answers(t))}</span><span>{"解決済み" if t.id in self.best else "回答受付中"}</span></p></div>' for t in cut)  # fmt: skip
            return self.shell("質問一覧", f'<h1>質問一覧</h1>{rows}<p class="Pager">{pages(page, last, ("/list" if path == "/" else path) + "?page={n}" + keep, ("前へ", "次へ"))}</p>', rank)  # fmt: skip
        if step[0] == "user":
            return self.shell("知恵ノート", "<h1>この人の質問</h1><ul>" + "".join(f'<li><a href="/detail/q{t.id}">{escape(t.title)}</a></li>' for t in self.asked_by(int(step[1]))) + "</ul>")  # fmt: skip
        if step[0] == "detail" and (t := self.talk(step[1][1:])):
            best = self.best.get(t.id)
            rest = [s for s in self.answers(t) if s is not best]
            more = "".join(f'<li class="Henshin" id="h{k.id}"><div class="HenshinUser">{self.named(k)}<p class="Date">{self.when(k.at)}</p></div><p class="HenshinText">{k.html("br")}</p></li>' for k in self.under(t, t.first))  # fmt: skip
            near = "".join(f'<div class="Near"><a href="/detail/q{r.id}">{escape(r.title)}</a><p>{self.cutting(r, 60)}</p><p class="Date">{self.when(r.first.at)}</p></div>' for r in self.like(t, 4))  # fmt: skip
            return self.shell(
                t.title,
                f'<ol class="Pan"><li><a href="/">みんなの相談箱</a></li><li><a href="/category/{t.room}">{self.rooms[t.room]}</a></li></ol><div class="Question"><div class="User"><img src="/icon/{self.uid(t.first.who)}.png" alt="">{self.named(t.first)}<p class="Date">{self.when(t.first.at)}</p></div><p class="Count">{len(self.answers(t))}回答</p><h1>{escape(t.title)}</h1><p class="Text">{t.first.html("br")}</p><p class="View">閲覧数：{t.id}</p>{"<ul class=Henshins>" + more + "</ul>" if more else ""}</div>'
                + (self.item(t, best, True) if best else "")
                + (f'<h2>{"その他の" if best else ""}回答（{len(rest)}件）</h2>' + "".join(self.item(t, s, False) for s in rest) if rest else "")
                + f"<h2>あわせて知りたい</h2>{near}",
                rank,
            )  # fmt: skip
        return None


class Procura(Asked):
    """A Brazilian board of things wanted: labelled fields, replies under the notice."""

    lang = "pt"
    form = "%d/%m/%Y às %H:%M"
    zone = timezone = "America/Sao_Paulo"
    threads = r"/anuncio/(\d+)"
    rooms = ("Máquinas", "Embalagens", "Serviços")
    sections = True
    notes = 0.2
    cities = ("Campinas - SP", "Curitiba - PR", "Recife - PE", "Joinville - SC")

    def shell(self, title: str, body: str) -> str:
        return f"""<html lang="pt-BR"><head><meta charset="utf-8"><title>{escape(title)} - ProcuraFácil</title></head><body><div id="topo"><a href="/"><img src="/logo.png" alt="ProcuraFácil"></a> <a href="/anunciar">Anuncie grátis</a> <a href="/entrar">Entrar</a></div><div id="menu"><ul>{"".join(f'<li><a href="/procura/{n}">{r}</a></li>' for n, r in enumerate(self.rooms))}</ul></div><div id="corpo">{body}</div><div id="rodape">ProcuraFácil - anúncios de compra. <a href="/termos">Termos de uso</a></div></body></html>"""

    def draw(self, path: str, q: dict[str, str]) -> str | None:
        step, page = path.strip("/").split("/"), int(q.get("pg", 1))
        if path == "/" or step[0] == "procura":
            some = self.talks if len(step) < 2 else self.room(int(step[1]))
            cut, last = self.cut(some, page)
            rows = "".join(f'<tr><td class="data">{self.when(t.first.at)}</td><td><a href="/anuncio/{t.id}/{t.slug}">{escape(t.title)}</a><br><span class="res">{self.cutting(t, 60)}</span></td><td>{self.cities[t.id % 4]}</td><td>{len(self.answers(t))} resp.</td></tr>' for t in cut)  # fmt: skip
            return self.shell("Procura-se", f'<h1>Procura-se{"" if len(step) < 2 else ": " + self.rooms[int(step[1])]}</h1><table class="lista"><tr><th>Data</th><th>Anúncio</th><th>Local</th><th>Respostas</th></tr>{rows}</table><p class="pags">{pages(page, last, ("/procura" if path == "/" else path) + "?pg={n}", ("« anterior", "próxima »"))}</p>')  # fmt: skip
        if step[0] == "anuncio" and (t := self.talk(step[1])):

            def kids(s: Say) -> str:
                return "".join(f'<blockquote class="sub"><p>{k.html("br")}</p><p class="quem"><i>{escape(k.who)}, {self.when(k.at)}</i></p></blockquote>' for k in self.under(t, s))  # fmt: skip

            body = "".join(f'<li id="resp{s.id}"><p class="quem"><b>{escape(s.who)}</b> respondeu em {self.when(s.at)}:</p><div class="msg">{s.html()}</div>{kids(s)}</li>' for s in self.answers(t, "date"))  # fmt: skip
            other = "".join(f'<li><a href="/anuncio/{r.id}/{r.slug}">{escape(r.title)}</a> - {self.cities[r.id % 4]}</li>' for r in self.like(t, 4))  # fmt: skip
            return self.shell(t.title, f'<div class="trilha"><a href="/">Início</a> &gt; <a href="/procura/{t.room}">{self.rooms[t.room]}</a> &gt; Anúncio {t.id}</div><h1>{escape(t.title)}</h1><table class="ficha"><tr><th>Anunciante</th><td>{escape(t.first.who)}</td></tr><tr><th>Publicado em</th><td>{self.when(t.first.at)}</td></tr><tr><th>Local</th><td>{self.cities[t.id % 4]}</td></tr><tr><th>Tipo</th><td>Compra</td></tr><tr><th>Visitas</th><td>{t.id}</td></tr></table><h3>Descrição</h3><div class="descricao">{t.first.html()}</div>{kids(t.first)}<h3>Respostas ({len(self.answers(t))})</h3><ol class="respostas">{body}</ol><h3>Anúncios parecidos</h3><ul>{other}</ul>')  # fmt: skip
        return None


class Voprosy(Asked):
    """Russian: rating, the asker's mark of a solution, notes in small lines, experts beside."""

    lang = "ru"
    form = "ru:%-k %B %Y, %H:%M"
    zone = timezone = "Europe/Moscow"
    threads = r"/vopros/(\d+)"
    rooms = ("Оборудование", "Налоги", "Реклама")
    sections = True

    def shell(self, title: str, body: str) -> str:
        best = "".join(f'<div class="expert"><a href="/profil/{self.uid(w)}">{escape(w)}</a><br>ответов: {self.uid(w)}</div>' for w in self.folk[:4])  # fmt: skip
        return f"""<!DOCTYPE html><html lang="ru"><head><meta charset="utf-8"><title>{escape(title)} — Спроси мастера</title></head><body><header><a href="/">Спроси мастера</a><nav><a href="/voprosy">Вопросы</a><a href="/voprosy?sort=open">Без ответа</a><a href="/voprosy?sort=hot">Интересные</a></nav></header><div class="page"><div class="content">{body}</div><div class="sidebar"><h4>Эксперты</h4>{best}<h4>Интересные вопросы</h4>{"".join(f'<p><a href="/vopros/{t.id}">{escape(t.title)}</a> <span>{len(self.answers(t))} ответов</span></p>' for t in self.talks[2:18:3])}</div></div><footer>© 2026 Спроси мастера. Время московское.</footer></body></html>"""

    def notes_of(self, t: Talk, s: Say) -> str:
        rows = "".join(f'<li class="komm" id="k{k.id}"><div class="komm-head"><a href="/profil/{self.uid(k.who)}">{escape(k.who)}</a>{" <span>Автор вопроса</span>" if k.who == t.first.who else ""} <a href="#k{k.id}" class="komm-time">{self.when(k.at)}</a></div><div class="komm-body">{k.html()}</div></li>' for k in self.under(t, s))  # fmt: skip
        return f'<div class="komms"><a href="#">Комментировать</a><ul>{rows}</ul></div>' if rows else '<div class="komms"><a href="#">Комментировать</a></div>'  # fmt: skip

    def draw(self, path: str, q: dict[str, str]) -> str | None:
        step, page = path.strip("/").split("/"), int(q.get("page", 1))
        if path in ("/", "/voprosy") or step[0] == "razdel":
            some = self.room(int(step[1])) if step[0] == "razdel" else self.some(q)
            cut, last = self.cut(some, page)
            keep = f"&sort={q['sort']}" if "sort" in q else ""
            rows = "".join(f'<li class="q-item"><div class="q-cat"><a href="/razdel/{t.room}">{self.rooms[t.room]}</a></div><h2><a href="/vopros/{t.id}">{escape(t.title)}</a></h2><div class="q-meta">{escape(t.first.who)} · {self.when(t.first.at)} · {t.id} просмотров</div><div class="q-count"><b>{len(self.answers(t))}</b> ответов</div></li>' for t in cut)  # fmt: skip
            return self.shell("Вопросы", f'<h1>Новые вопросы</h1><ul class="q-list">{rows}</ul><div class="pag">{pages(page, last, ("/voprosy" if path == "/" else path) + "?page={n}" + keep, ("← Назад", "Вперёд →"))}</div>')  # fmt: skip
        if step[0] == "profil":
            return self.shell("Профиль", f"<h1>{escape(self.folk[int(step[1]) - 40])}</h1>" + "".join(f'<p><a href="/vopros/{t.id}">{escape(t.title)}</a></p>' for t in self.asked_by(int(step[1]))))  # fmt: skip
        if step[0] == "vopros" and (t := self.talk(step[1])):

            def one(s: Say) -> str:
                edit = f'<div class="izm">Изменено {self.when(t.last.at)}</div>' if s.edited else ""
                return f'<div class="otvet" id="otvet{s.id}"><div class="av"><img src="/av/{self.uid(s.who)}.jpg" alt=""></div><div class="o-main"><div class="o-head"><a href="/profil/{self.uid(s.who)}">{escape(s.who)}</a> <span class="spec">мастер, стаж {self.uid(s.who) % 20} лет</span></div><div class="o-text">{s.html()}</div>{edit}<div class="o-foot">{"<span class=resh>Решение</span> " if self.best.get(t.id) is s else ""}Ответ написан {self.when(s.at)} <button>Нравится {max(0, s.votes)}</button></div>{self.notes_of(t, s)}</div></div>'

            solved = [s for s in self.answers(t) if s is self.best.get(t.id)]
            rest = [s for s in self.answers(t) if s not in solved]
            body = (f"<h3>Решения вопроса</h3>{one(solved[0])}" if solved else "") + f"<h3>Ответы на вопрос ({len(rest)})</h3>" + "".join(map(one, rest))  # fmt: skip
            near = "".join(f'<li><a href="/vopros/{r.id}">{escape(r.title)}</a><div>{self.rooms[r.room]} · {self.when(r.first.at)}</div></li>' for r in self.like(t, 4))  # fmt: skip
            return self.shell(t.title, f'<div class="crumbs"><a href="/">Главная</a> / <a href="/razdel/{t.room}">{self.rooms[t.room]}</a></div><div class="vopros"><div class="v-user"><a href="/profil/{self.uid(t.first.who)}">{escape(t.first.who)}</a></div><h1>{escape(t.title)}</h1><div class="v-text">{t.first.html()}</div><div class="v-foot">Вопрос задан {self.when(t.first.at)} · {t.id} просмотров</div>{self.notes_of(t, t.first)}</div>{body}<h3>Похожие вопросы</h3><ul class="near">{near}</ul>')  # fmt: skip
        return None
