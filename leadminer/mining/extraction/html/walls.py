"""Pages that stand before a page: log-ins, captchas, consent to cookies. Seen and left alone."""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

from lxml.html import HtmlElement

from leadminer.mining.extraction.html.texts import line_of
from leadminer.mining.extraction.values.gated import Gated

_CAPTCHA: Final = (
    "boolean(//*[contains(@class,'g-recaptcha') or contains(@class,'h-captcha') or "
    "contains(@id,'captcha') or contains(@class,'cf-turnstile') or "
    "contains(@src,'challenge-platform') or contains(@id,'challenge-form')"
    " or contains(@class,'geetest') or contains(@id,'px-captcha') or contains(@id,'sec-if-cpt')"
    " or contains(@name,'captcha') or contains(@src,'captcha')])"
)
_CONSENT: Final = (
    "boolean(//form[.//input or .//button][contains(@action,'consent') or "
    "contains(@action,'cookie')] | //*[contains(@id,'cookie-wall') or "
    "contains(@class,'cookie-wall') or contains(@id,'cookiewall') or contains(@id,'consent-wall')"
    " or contains(@class,'consent-wall')])"
)
_CAPTCHA_WORDS: Final = re.compile(
    r"verify (?:that )?you are (?:a )?human|are you a robot|unusual traffic|security check|"
    r"人机验证|人機驗證|安全验证|安全驗證|请完成.{0,6}验证|滑动验证|checking your browser|"
    r"prove (?:that )?you(?:'re| are) (?:no|not a) robot|enable javascript and cookies to continue|"
    r"sind sie ein (?:roboter|mensch)|êtes-vous un (?:robot|humain)|eres (?:un robot|humano)|"
    r"подтвердите,? что вы (?:не робот|человек)|あなたがロボットでない",
    re.I,
)
_LOGIN_WORDS: Final = re.compile(
    r"(?:please |you must |you need to )(?:log|sign)[ -]?in|members only|"
    r"请(?:先)?登录|請(?:先)?登入|您需要登录|需要登录才|尚未登录|"
    r"登录后(?:查看|才能)|bitte (?:melden|loggen)|"
    r"(?:log|sign)[ -]?in to (?:continue|view|read|see)|"
    r"subscribe to (?:continue|keep) reading|(?:subscribers|registered users) only|"
    r"(?:войдите|авторизуйтесь|зарегистрируйтесь),?.{0,40}чтобы|"
    r"(?:vous devez|veuillez).{0,12}(?:être connecté|vous (?:connecter|identifier))|"
    r"(?:debe|debes|tienes que|por favor,?) (?:iniciar sesión|inicia sesión|registrarte)|"
    r"(?:é preciso|você precisa|faça) (?:fazer )?login para|(?:devi|effettua).{0,12}(?:accedere|"
    r"il login) per|musisz (?:się )?zalogować|zaloguj się,? aby|"
    r"ログインして(?:ください|から)|ログインが必要|로그인(?:이 필요|해 주세요|하셔야)|"
    r"登入後(?:才能|方可|查看)|đăng nhập để (?:xem|đọc)|giriş yap(?:malı|manız)|تسجيل الدخول ل",
    re.I,
)
# one value of a page that only members see (a number, an address): the page itself is open
_VALUE_KEPT: Final = Gated(
    r"(?:登录|登錄|登入|注册|註冊|会员|會員)(?:后|後)?(?:才能|方可|可)?(?:查看|可见|可見|显示)(?:更多|完整|全部)?"
    r"(?:的)?(?:电话|電話|联系|聯絡|聯繫|手机|手機|号码|號碼|邮箱|郵箱|微信|价格|價格|地址)|"
    r"(?:log|sign)[ -]?in to (?:view|see|read|get)(?: the| full| all)? (?:phone|contact|number|"
    r"mobile|e-?mail|price|telephone|address)|đăng nhập để xem (?:số|điện thoại|email|giá|liên hệ)",
    re.I,
)
# how forums greet everybody at the head of every page
_GREETING: Final = Gated(
    r"(?:welcome|hello|hi|hallo|willkommen|bienvenue|bienvenido|bem-vindo|你好|您好|欢迎|歡迎)\W{0,3}.{0,20}?"
    r"(?:guest|gast|visitor|invité|invitado|visitante|游客|遊客|访客|訪客)\W.{0,60}?"
    r"(?:register|registrieren|sign up|join|inscri\w*|registr\w*|注册|註冊)",
    re.I,
)
_CONSENT_WORDS: Final = re.compile(
    r"(?:accept|agree to|consent to|enable)(?: all| our| the)? cookies? (?:to|before|in order)|"
    r"before you continue|cookies? akzeptieren,? um|同意.{0,8}cookie|have to accept cookies|"
    r"um (?:weiterzulesen|fortzufahren).{0,60}(?:cookies|zustimm)|"
    r"(?:accepte[rz]|aceptar?|accettare).{0,20}cookies? (?:pour|para|per)",
    re.I,
)


def wall_of(root: HtmlElement, body: HtmlElement) -> str:
    """captcha, login, cookies or postback where a page is such a wall; nothing where it may hold
    more."""
    text = line_of(body)
    if len(text) < 1500 and (root.xpath(_CAPTCHA) or (_fits(_CAPTCHA_WORDS, text, 600))):
        return "captcha"
    asked = _VALUE_KEPT.sub("", _GREETING.sub("", text))
    if _asks_password(root, text) or (len(text) < 400 and _LOGIN_WORDS.search(asked)):
        return "login"
    if (len(text) < 1500 and root.xpath(_CONSENT)) or _fits(_CONSENT_WORDS, text, 600):
        return "cookies"
    return "postback" if _sent_by_script(body) else ""


_POSTED: Final = re.compile(r"^\s*javascript:\s*(?:__doPostBack|WebForm_DoPostBack)", re.I)
_POSTED_MIN: Final = 3  # links of a list that only a form opens


def _sent_by_script(body: HtmlElement) -> bool:
    """Whether what a page lists is opened by forms that a script fills in (ASP.NET)."""
    links = [link.get("href") or "" for link in islice(body.iter("a"), 2000)]
    sent = sum(1 for href in links if _POSTED.match(href))
    return sent >= _POSTED_MIN and sent * 3 >= len(links)


_LOGIN_NAMES: Final = re.compile(
    r"\blog ?[io]n\b|\bsign[ -]?in\b|anmeld|einloggen|connexion|se connecter|iniciar sesi|entrar|"
    r"accedi|zaloguj|вход|войти|giriş|đăng nhập|登录|登錄|登入|ログイン|로그인|password|passwort",
    re.I,
)


def _asks_password(root: HtmlElement, text: str) -> bool:
    """Whether a short page is there to log in; many have a box for it beside what they hold."""
    if len(text) >= 600:
        return False
    said = 0
    for field in root.xpath("//input[@type='password']"):
        ups = list(field.iterancestors())
        form = next((up for up in ups if up.tag == "form"), ups[0])
        said = max(said, len(line_of(form)) or 1)
    if not said:
        return False
    names = " ".join(line_of(each) for each in root.iter("title", "h1"))
    return said >= 0.3 * len(text) or len(text) < 200 or bool(_LOGIN_NAMES.search(names))


def _fits(words: re.Pattern[str], text: str, limit: int) -> bool:
    return len(text) < limit and bool(words.search(text))
