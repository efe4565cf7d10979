"""Jinja2 for the console: one environment a language, the words and shapes templates use."""

from __future__ import annotations

import hashlib
from functools import cache, partial
from gettext import NullTranslations
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from leadminer.leads.sums import sum_of
from leadminer.signals.industries import table
from leadminer.web import charts, evidence, words
from leadminer.web.asking import Asking
from leadminer.web.language import LANGUAGES, translations
from leadminer.web.navigation import places
from leadminer.web.sentences import say

HERE = Path(__file__).parent
STATIC = HERE / "static"


@cache
def environment(lang: str) -> Environment:
    """The templates in one language. A name a template misspells is an error, not a blank."""
    env = Environment(
        loader=PackageLoader("leadminer.web", "templates"),
        autoescape=select_autoescape(default=True),
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    texts = translations(lang)
    env.install_gettext_translations(texts, newstyle=True)  # type: ignore[attr-defined]
    env.globals.update(
        languages=LANGUAGES,
        static=static_url,
        marked=evidence.marked,
        excerpt=evidence.excerpt,
        spanned=evidence.spanned,
        place_marked=evidence.place_marked,
        compared=evidence.compared,
        sum_of=sum_of,
        parts_chart=charts.parts,
        weight_bar=charts.weight_bar,
        funnel_chart=charts.funnel,
        bars_chart=charts.bars,
        word=lambda kind, code: say_word(texts, words.word(kind, code)),
        tone=words.tone,
        said=lambda code: texts.gettext(words.SAID[code]) if code in words.SAID else "",
        with_query=with_query,
        readable=evidence.readable,
        safe_url=evidence.safe_url,
        industry_name=lambda code: table()[code].name(lang) if code in table() else code,
        industry_gbt=lambda code: ", ".join(table()[code].gbt) if code in table() else "",
        given_up=list(words.GIVEN_UP),
        good_for=list(words.GOOD),
        reason_label=lambda reason: say_word(texts, words.reason(reason)),
        actor=lambda who: _actor(texts, who),
    )
    return env


def say_word(texts: NullTranslations, english: str) -> str:
    """A word in another language. Nothing stays nothing: gettext keeps its header under it."""
    return texts.gettext(english) if english else ""


def _actor(texts: NullTranslations, who: str) -> str:
    """Who did something, "operator:3", with the number of a person and without a step's name."""
    role, _, number = who.partition(":")
    return f"{say_word(texts, words.word('role', role))} {number if number.isdecimal() else ''}"


@cache
def static_url(name: str) -> str:
    """The address of a static file; it changes with the content, so it may be kept for ever."""
    mark = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={mark}"


def with_query(path: str, current: dict[str, str], **changes: str | None) -> str:
    """A path with the present query and some of it changed; None or "" drops a name."""
    query = {**current, **changes}
    text = urlencode({name: value for name, value in query.items() if value})
    return f"{path}?{text}" if text else path


def render(visit: Asking, template: str, status: int, context: dict[str, Any]) -> HTMLResponse:
    """A page for one visit."""
    request = visit.request
    env = environment(visit.write.lang)
    about = request.query_params.get("about", "")
    html = env.get_template(template).render(
        visit=visit,
        user=visit.user,
        csrf_token=visit.login.csrf_token if visit.login else "",
        write=visit.write,
        lang=visit.write.lang,
        told=partial(say, write=visit.write),
        path=request.url.path,
        here=str(request.url.path) + (f"?{request.url.query}" if request.url.query else ""),
        places=places(visit, counted=status < 400),
        said_code=request.query_params.get("said", ""),
        said_about=about if about.isdecimal() else "",
        **context,
    )
    headers = {"content-language": visit.write.lang, "vary": "Accept-Language, Cookie"}
    return HTMLResponse(html, status, headers)
