"""Pages that stand before a page: log-ins, captchas, consent to cookies. Seen and left alone."""

from __future__ import annotations

import re
from typing import Final

from lxml.html import HtmlElement

from leadminer.mining.extraction.texts import line_of

_CAPTCHA: Final = (
    "boolean(//*[contains(@class,'g-recaptcha') or contains(@class,'h-captcha') or "
    "contains(@id,'captcha') or contains(@class,'cf-turnstile') or contains(@id,'challenge-form')"
    " or contains(@class,'geetest') or contains(@id,'px-captcha') or contains(@id,'sec-if-cpt')"
    " or contains(@name,'captcha') or contains(@src,'captcha')])"
)
_PASSWORD: Final = "boolean(//input[@type='password'])"  # noqa: S105 - a kind of field
_CONSENT: Final = (
    "boolean(//form[.//input or .//button][contains(@action,'consent') or "
    "contains(@action,'cookie')] | //*[contains(@id,'cookie-wall') or "
    "contains(@class,'cookie-wall') or contains(@id,'cookiewall') or contains(@id,'consent-wall')"
    " or contains(@class,'consent-wall')])"
)
_CAPTCHA_WORDS: Final = re.compile(
    r"verify (?:that )?you are (?:a )?human|are you a robot|unusual traffic|security check|"
    r"人机验证|人機驗證|安全验证|安全驗證|请完成.{0,6}验证|滑动验证|checking your browser",
    re.I,
)
_LOGIN_WORDS: Final = re.compile(
    r"(?:please |you must |you need to )(?:log|sign)[ -]?in|members only|"
    r"请(?:先)?登录|請(?:先)?登入|您需要登录|需要登录才|尚未登录|"
    r"登录后(?:查看|才能)|bitte (?:melden|loggen)",
    re.I,
)
_CONSENT_WORDS: Final = re.compile(
    r"(?:accept|agree to|consent to|enable)(?: all| our| the)? cookies? (?:to|before|in order)|"
    r"before you continue|cookies? akzeptieren,? um|同意.{0,8}cookie",
    re.I,
)


def wall_of(root: HtmlElement, body: HtmlElement) -> str:
    """captcha, login or cookies where a page is such a wall; nothing where it may hold more."""
    text = line_of(body)
    if len(text) < 1500 and (root.xpath(_CAPTCHA) or (_fits(_CAPTCHA_WORDS, text, 600))):
        return "captcha"
    if (len(text) < 600 and root.xpath(_PASSWORD)) or _fits(_LOGIN_WORDS, text, 400):
        return "login"
    if (len(text) < 1500 and root.xpath(_CONSENT)) or _fits(_CONSENT_WORDS, text, 600):
        return "cookies"
    return ""


def _fits(words: re.Pattern[str], text: str, limit: int) -> bool:
    return len(text) < limit and bool(words.search(text))
