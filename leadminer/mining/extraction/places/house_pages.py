"""Pages in which a site speaks of itself (about, terms, imprint): nobody asks or answers there.

Told by what the menu calls them, as these names are much the same on all sites of a language.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from leadminer.mining.extraction.values.items import Link

# whole names; what may follow is the site's own ("About Swaply")
_NAMES: Final = re.compile(
    r"(?:about(?: us| \S{2,20})?|who we are|our (?:team|story|mission)|imprint|legal(?: notices?)?|"
    r"(?:terms|conditions)(?: (?:of (?:use|service)|(?:and|&) conditions))?|disclaimer|copyright|"
    r"privacy(?: policy| notice)?|cookies?(?: policy| settings)?|accessibility|"
    r"(?:(?:site|house|forum|board|community|our) )?(?:rules|guidelines)|"
    r"(?:stay|staying) safe|safety(?: tips)?|help(?: cent(?:er|re)| & support)?|"
    r"faqs?|contact(?: us)?|advertise(?: with us)?|site ?map|"
    r"(?:join|register|sign up|log ?in|sign in)(?: (?:now|free|us|here))?|"
    r"über uns|impressum|kontakt|datenschutz(?:erklärung|hinweise)?|agb|nutzungsbedingungen|hilfe|"
    r"(?:(?:unsere|foren)[- ]?)?regeln|netiquette|registrier(?:en|ung)|anmeld(?:en|ung)|mediadaten|"
    r"(?:qui sommes[- ]nous|à propos)(?: de nous)?\s?\??|mentions(?: légales)?|cgu|cgv|aide|"
    r"contact(?:ez[- ]nous)|confidentialité|plan du site|(?:se )?connexion|inscription|"
    r"(?:quiénes|quienes) somos|sobre nosotros|aviso legal|privacidad|ayuda|contacto|"
    r"contáctenos|registr(?:o|arse)|normas(?: de (?:uso|la comunidad))?|acerca de(?: nosotros)?|"
    r"mapa del sitio|"
    r"quem somos|sobre(?: nós)?|fale conosco|contato|contacto|ajuda|privacidade|"
    r"termos(?: de uso)?|cadastr(?:o|e-se)|mapa do site|"
    r"chi siamo|contatti|regolamento(?: del forum)?|"
    r"note legali|aiuto|registrati|accedi|mappa del sito|"
    r"over ons|algemene voorwaarden|inloggen|aanmelden|colofon|"
    r"o nas|regulamin|polityka prywatności|pomoc|rejestracja|zaloguj się|"
    r"hakkımızda|iletişim|gizlilik(?: politikası)?|yardım|üyelik|üye ol|giriş|kayıt ol|kvkk|"
    r"о (?:нас|сайте|проекте|портале|компании)|контакты|помощь|правила(?: сайта)?|"
    r"регистрация|вход|обратная связь|карта сайта|"
    r"политика конфиденциальности|пользовательское соглашение|"
    r"(?:关于|關於)(?:我们|我們|本站)|(?:联系|聯絡|聯繫)(?:我们|我們)|帮助(?:中心)?|幫助(?:中心)?|"
    r"(?:免费|免費)?(?:注册|註冊|登录|登錄|登入)|(?:会员|會員)(?:中心|登录|登入|注册|註冊)|"
    r"(?:法律|免责|免責)(?:声明|聲明)|(?:隐私|隱私)(?:政策|权政策|權政策)|服务条款|服務條款|"
    r"(?:社区|社區|论坛|論壇|本站)?(?:规则|規則|版规|版規|守则)|"
    r"(?:网站|網站)地图|網站地圖|广告服务|"
    r"会社概要|運営会社|お問い?合わ?せ|ヘルプ|利用規約|(?:会員|新規)登録|ログイン|"
    r"プライバシーポリシー|サイトマップ|よくある質問|"
    r"회사\s?소개|이용\s?약관|개인정보\s?처리방침|고객\s?센터|문의(?:하기)?|회원\s?가입|로그인|"
    r"giới thiệu|liên hệ|trợ giúp|điều khoản(?: sử dụng)?|đăng (?:ký|nhập)|"
    r"tentang kami|hubungi kami|bantuan|kebijakan privasi|daftar|masuk|"
    r"من نحن|اتصل بنا|سياسة الخصوصية|الشروط والأحكام|مساعدة|تسجيل(?: الدخول)?)",
    re.I,
)
_NUMBER: Final = re.compile(r"\d")
_LANGUAGE: Final = re.compile(r"[a-z]{2}(?:[-_][a-z]{2,4})?", re.I)


def is_house_page(link: Link) -> bool:
    """Whether a link leads to a page of the site about itself, at its root and without a number:
    what stands deeper is of what it stands at ("Contact" of a firm), or a board ("/t/help")."""
    parts = urlsplit(link.url)
    steps = [step for step in parts.path.split("/") if step]
    if len(steps) == 2 and _LANGUAGE.fullmatch(steps[0]):
        steps.pop(0)
    return (
        link.kind in ("nav", "content")
        and len(steps) == 1
        and not parts.query
        and not _NUMBER.search(parts.path)
        and bool(_NAMES.fullmatch(link.text.strip(" ·|»›>→")))
    )
