"""Words by which authors and posting times are known, in the languages of the trade."""

from __future__ import annotations

import re
from typing import Final

from leadminer.mining.extraction.values.date_words import MONTHS, WEEKDAYS
from leadminer.mining.extraction.values.gated import Gated

DATE_LIKE: Final = Gated(
    r"\d[./:年月-]\s?\d|\d\s*(?:日|号|號)|前|ago\b|before$|昨天|今天|前天|昨日|今日|刚刚|剛剛|たった今|方금|방금|어제|오늘|"
    r"yesterday|today|just now|heute|gestern|gerade eben|\bvor\s|il y a|hier\b|aujourd|à l'instant|"
    r"hace\s|ayer|\bhoy\b|ahora mismo|\bhá\s|ontem|\bhoje\b|agora|trước|vừa xong|hôm qua|hôm nay|"
    r"temu|назад|вчера|сегодня|geleden|önce|yang lalu|fa\b|اليوم|أمس|منذ|امروز|دیروز|پیش|tänään|"
    r"eilen|sitten|\bi ?(?:dag|går)\b|sedan|siden|dnes|včera|dziś|tegnap|kemarin|hari ini|сьогодні|"
    r"вчора|тому|היום|אתמול|σήμερα|χθες"
    # "NightOwl42 schrieb" tells no day
    r"|(?<![A-Za-z_])(?<![A-Za-z_]\d)\d{1,2}(?:st|nd|rd|th|\.)?,?\s+(?:de\s+)?[A-Za-zäéûç]{3,10}|"
    r"[A-Za-zäéû]{3,9}\.?\s+\d{1,2}\b|^\d+\s?(?:mo|[smhdwy])$|"
    r"\d\s*(?:[มกพสตธ]\.|มี\.|เม\.|มิ\.|มกรา|กุมภา|มีนา|เมษา|พฤษภา|มิถุนา|กรกฎา|สิงหา|กันยา|ตุลา|พฤศจิกา|ธันวา)|"
    r"\d{4}\s*년|\d{1,2}\s+(?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)",
    re.I,
)
NOT_POSTING: Final = Gated(
    # who is not registered is a guest who posts
    r"\bjoin|(?<!not )(?<!un)registered|member since|edited|"
    r"last\s?(?:seen|visit|login|activ|edit|modif)|modified|updated?\b|(?<![未非])注册|(?<![未非])註冊|编辑|編輯|修改|更新|最后|最後|在线|线上|"
    r"birthday|expires?|deadline|截止|交期|交货|交貨|到货|納期|納品日|履行|期限|期日|납기|有效期|开标|開標|成立|加入|入会|登録日|"
    r"推荐于|推薦於|采纳于|採納於|"
    r"\b(?:accepted|closed|locked|solved|resolved|pinned|bumped|archived) (?:on|at|by|\d)|"
    r"since \d{4}$|^\W*stand\s?:|施行|生效|"
    r"geändert|bearbeitet|editiert|muokattu|redigerad|redigert|edytowan|modificato|"
    r"düzenle|изменен|отредактирован|تعديل|ویرایش|تاريخ التسجيل|عضویت|kayıt|dołączył|liittynyt|"
    r"mitglied seit|aktiv seit|(?<!nicht )(?<!un)registriert|"
    r"(?<!non )inscri(?:t|ption)|registrierung|dabei seit|cadastro|"
    r"(?<!не)зарегистрирован|регистраци|на форуме с|(?<!non )registrato|"
    r"(?<!non )iscritto|加入时间|가입|tham gia|"
    r"ultima modifica|最終編集|編集日時|"
    r"modifié|dernière|editado|modificado|última|(?<!no )(?<!não )registrado|"
    r"current time|time is now|time now|it is currently|server time|当前时间|现在时间|"
    r"most users|online at|users online|最高记录|最高在线|今天是|今日は|\bversion\b|"
    r"\bcloses?\b|date limite|échéance|frist\b|abgabetermin|vencimiento|"
    r"encerra(?!d[oa]\b(?! em))|scadenza|締切|마감|"
    r"срок подачи|окончани|termin składania|hạn (?:nộp|chót)|"
    r"valable|válid[oa] (?:hasta|até)|valid[oa] fino|gültig bis|действует до|срок действия|유효|"
    r"deliver|valid (?:un)?til|lieferung bis|closing|opening date|copyright|©",
    re.I,
)
_POSTING: Final = re.compile(
    r"发表于|發表於|发表|發表|发布于|发布时间|發布|发布|发帖|楼主|時間|时间|日期|回复于|"
    r"提问于?|提問於?|asked|answered|posted|publish\w*|on|at|by|wrote|said|says|submitted|sent|date|"
    r"päivämäärä|lähetetty|klo|kl|تاريخ|بتاريخ|"
    r"に投稿(?:しました)?|に掲載(?:しました)?|에\s?(?:등록|작성|올림)|"
    r"replied|commented|started|geschrieben|erstellt|am|um|uhr|von|投稿日時|投稿|posté|publié|le|à|"
    r"размещено?|разместил\w?|опубликован\w?|добавлен\w?|geplaatst|dodano|"
    r"publicado|escrito|el|em|às|lúc|vào|đăng|ngày|작성|"
    r"[»«|·•,，:：()\[\]—–-]|(?<!\d)\d++\s*+(?:楼|樓|#)|#\d+|(?:clock|time|edt|est|cst|utc|gmt|reply)",
    re.I,
)
_UNITS: Final = re.compile(
    r"\d+|\b[ap]\.?m\b\.?|前|ago|before$|昨天|今天|前天|刚刚|小时|小時|分钟|分鐘|時間|天|年|月|日|秒|周|個|个|ヶ|分|"
    r"년|개월|일|시간|분|전|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|okt|dez|mai|mär|janv|"
    r"f[ée]v|avr|juin|juil|ao[uû]t|déc|ene|abr|ago|dic|mars|maio|set|out)\w*|"
    r"\b(?:mon|tue|wed|thu|fri|sat|sun|hours?|minutes?|mins?|days?|weeks?|months?|seconds?|"
    r"years?|yesterday|today|heute|gestern|vor|tag|stunde|monat|minute|jahr|woche|il y a|jour|"
    r"heure|mois|an|"
    r"янв|фев|мар|апр|май|мая|июн|июл|авг|сен|окт|ноя|дек|год|"
    r"semaine|hace|día|hora|minuto|mes|año|há|dia|mês|meses|ano|năm|tháng|giờ|phút|trước|tuần)\w*",
    re.I,
)
AUTHOR_CLASS: Final = Gated(
    r"(?:^|[-_ ])(?:author|\w{0,12}username|user-?_?name|nick(?:name)?|poster|post-?author|"
    r"postedby|byline|member-?name|names?-?link|"
    r"display-?name|auth|authi|p-author|fn|commenter|screen-?name|uname|creator|hnuser|"
    r"sender|from|comment-user)(?:$|[-_ ])|"
    r"(?:author|user|member|poster)[-_]{0,2}(?:name|link|nick)\b|"
    r"(?:^|[-_ ])(?:comment|reply|answer)[-_]{1,2}(?:name|nick)(?:$|[-_ ])|"
    r"\b(?:userName|authorName|UserLink\S*name)\b",
    re.I,
)
_BY_WORDS: Final = (
    r"posted by|asked by|written by|started by|answered by|submitted by|created by|sent by|"
    r"published by|by|"
    r"geschrieben von|erstellt von|beantwortet von|kommentiert von|von|répondu par|risposto da|"
    r"scritto da|respondido por|ответил[аи]?|"
    r"作者|楼主|樓主|发帖人|发表者|提问者|发布者|發布者|投稿者|"
    r"刊登者|刊登人|發佈者|發佈人|發布人|張貼者|"
    r"发布人|发帖者|发信人|發信人|发贴人|寄件人|lähettäjä|kirjoittaja|kirjoittanut|skrevet av|"
    r"skriven av|skrevet af|napisał|szerző|yazan|gönderen|كاتب الموضوع|الكاتب|كتبه|"
    r"نویسنده|נכתב על ידי|"
    r"联系人|聯絡人|来源|posté par|écrit par|publié par|auteur|autor|publicado por|escrito por|"
    r"por|par|đăng bởi|bởi|글쓴이|작성자|"
    r"listed by|requested by|advertised by|eingestellt von|veröffentlicht von|inseriert von|"
    r"mis en ligne par|déposé par|pubblicato da|inserito da|geplaatst door|dodan[ey] przez|dodała?|"
    r"разместил[аи]?|опубликовал[аи]?|добавил[аи]?|написал[аи]?|ekleyen|người đăng|"
    r"掲載者|質問者|回答者|発言者|募集者|依頼者|質問者名|질문자|답변자|提问人|回答人|留言者|留言人|回复者|回复人|"
    r"게시자|등록자|نشر بواسطة|بواسطة|发布企业|发布公司|"
    r"author|poster|from|sender|buyer|contact(?: person)?|автор|anunciante|inserent|annonceur"
)
# "Buyer information" names nobody: a noun of these is a label only with a colon
_NOUNS: Final = (
    r"auteur|autor|author|poster|sender|buyer|contact(?: person)?|автор|anunciante|inserent|"
    r"annonceur"
)
# that somebody speaks: "anna says:"
SAYING: Final = (
    r"wrote|writes|says?|said|schrieb|schreibt|sagte?|meinte?|a écrit|écrit|a dit|dit|dice|dijo|"
    r"escribió|escreveu|disse|diz|ha scritto|scrive|schreef|zegt|napisała?|pisze|написала?|пишет|"
    r"yazdı|dedi|viết|说|說|写道|寫道"
)
# what somebody did, behind the name: "anna answered on"
ACTING: Final = (
    rf"{SAYING}|posted|replied|answered|asked|commented|added|antwortete|fragte|"
    r"a (?:répondu|posté|publié)|ha (?:risposto|detto)|respondió|preguntó|publicó|respondeu|"
    r"perguntou|написал|ответил[аи]?|спросил[аи]?"
)
# all that a line of who and when says beside them
BYLINE_WORDS: Final = re.compile(
    rf"\b(?:{_BY_WORDS}|{ACTING}|date|data|datum|дата|autore|"
    r"on|at|am|um|le|à|a|il|alle|el|em|op|в)\b|"
    r"发表|發表|发布|發佈|回复|回覆|回答|提问|提問|于|於|时间|時間|日時|作者|楼主|樓主|来自|投稿者?|"
    r"さん|書きました|が|に|\d",
    re.I,
)
BY: Final = Gated(
    rf"(?:^|[\s,·|(—-])(?!(?:{_NOUNS})\s+[^\s:：])(?:{_BY_WORDS})"
    # the "par" of "part" is no label, nor the "buyer" of "buyer7"
    r"(?:(?<![A-Za-zÀ-ÿ\u0400-\u04ff])|(?![A-Za-zÀ-ÿ\u0400-\u04ff\d_]))"
    # nor is the first word of "楼主最后怎么解决的"
    r"(?:(?<![\u4e00-\u9fff])|(?![\u4e00-\u9fff]))\s*+[:：]?\s*+"
    r"([^\s,，·|()（）:：»][^,，·|()（）:：»\n]{0,39}?(?:«[^«»\n]{1,40}»)?)(?=\s*(?:$|[,，·|()（）»]|"
    r"\s(?:on|at|am|asked|posted|wrote|发表|发布|电话|[-–—]\s|(?:(?:le|il|el|em|op|den|dnia)\s)?\d|"
    r"(?:le|il|el|em|op|den|dnia)\s*+$|"
    r"[^\s:：\d]{2,10}[:：])))",
    re.I,
)
BY_FIRST: Final = re.compile(rf"^(?:{_BY_WORDS})\s*(?:[:：]\s*|\s)", re.I)
AUTHOR_LABEL: Final = re.compile(
    rf"^(?:{_BY_WORDS}|autore|name|名前|来自|用户名?|会员|昵称|采购单位|采购人|采购方|采购商|求购商|求购方|买方|招标人|招标单位|buyer|"
    r"buyer name|contracting authority|contracting entity|procuring entity|seller|advertiser|"
    r"anbieter|auftraggeber|vergabestelle|acheteur|acheteur public|comprador|entidad contratante|"
    r"órgano de contratación|solicitante|покупатель|продавец|заказчик|zamawiający|発注者|発注機関|"
    r"买家|卖家)\s*[:：]?$",
    re.I,
)
# a box about who wrote: of what stands in it, the first is the name
AUTHOR_CARD: Final = Gated(
    r"(?:^|[-_ ])(?:buyer|seller|vendor|advertiser|purchaser|requester|publisher)"
    r"(?:[-_](?:info|card|box|details?|profile|block|name))?(?:$|[-_ ])|"
    r"(?:^|[-_ ])(?:user|author|poster|member|contact|profile)[-_]?(?:card|info|box|panel)"
    r"(?:$|[-_ ])",
    re.I,
)
NO_NAME: Final = re.compile(
    r"^(?:wtb|wts|wtt|wanted|offer(?:ed)?|for sale|buying|selling|求购|供应|求購|供應|采购|куплю|"
    r"продам|"
    r"suche|biete|gesucht|cerco|vendo|compro|busco|cherche|vends|삽니다|팝니다|買います|売ります)$|"
    r"^(?:please )?(?:log|sign)[ -]?in\b|^(?:登录|登入|ログイン|로그인)|"
    r"(?:通知书|公告|公示|通告|公报|须知|简介|公開|告示)$|"
    r"^\W*\d{4}[-/.年]\d|\b\d\d?:\d\d\b|发表|發表|发布|回复于|^post(?:ed)?\b|\bago$|前$|^(?:author|作者|user|reply|回复)$|"
    r"^(?:tele)?phone\b|^(?:tel|mobile|e-?mail|fax|address|person|us|details?|number)$|"
    # what was done at a time, with nobody named: "asked Nov 17 at 19:25"
    r"^(?:asked|answered|replied|commented|edited|modified|updated|gefragt|beantwortet|geantwortet|"
    r"bearbeitet|geschrieben|erstellt|preguntad[oa]|preguntó|respondid[oa]|respondió|editad[oa]|"
    r"publicad[oa]|perguntou|respondeu|demandée?|répondue?|modifiée?|postée?|posée|задан|изменён|"
    r"изменено?|提问|提問|回答|编辑|編輯|修改|"
    r"追问|追問|追答|(?:问题|問題)?(?:补充|補充))$|"
    r"^[^\W\d_][^\W_ ]{1,14}(?: [^\W_]{1,14})?\s?[:：]\s{0,2}\d|"  # "Posts: 120"
    r"^(?:帖子|发帖|回帖|文章|主题|主題|积分|積分|粉丝|粉絲|威望|金币|投稿数?)\s?\d|"
    r"^\d+\s*(?:posts?|topics?|points?|votes?|reviews?|ratings?|bewertungen|avis|opinioni|opinie|"
    r"reseñas|recensioni|avaliações|отзыв)",
    re.I,
)


_CALENDAR: Final = WEEKDAYS | MONTHS.keys()
_LETTERS: Final = re.compile(r"[^\W\d_]{3,}")


_LEADING_NAME: Final = re.compile(
    r"[^\s:：,，.。]{1,20}(?:\s|\s?(?:さん|様|氏)[がは]?\s?|\s?님[이은]?\s?)(?=\d)"
)


def is_mostly_date(text: str, tag: str) -> bool:
    """Whether little but a time stands in a short text."""
    if by := BY.match(text):  # who, before when
        text = text[by.end() :]
    text = _LETTERS.sub(lambda word: "" if word[0].lower() in _CALENDAR else word[0], text)
    rest = _POSTING.sub(" ", _UNITS.sub(" ", text))
    name = _LEADING_NAME.match(text)
    if name and not re.search(r"[^\W\d_]", _POSTING.sub(" ", _UNITS.sub(" ", text[name.end() :]))):
        return True  # who, and nothing but when
    letters = len(re.findall(r"[^\W\d_]", rest))
    wide = len(re.findall(r"[\u3040-\u9fff\uac00-\ud7af]", rest))
    return letters + 2 * wide <= (12 if tag in ("p", "li", "div", "td") else 24)


# the last word on a thread or board, as its row in a list tells it
LAST_POST: Final = re.compile(
    r"\W*(?:(?:most recent|latest|newest|last) (?:post|reply|comment|answer|message|activity)"
    r"(?: (?:on|by|from))?\b|(?:letzte|neueste)[rs]? (?:beitrag|antwort|kommentar|nachricht)|"
    r"derni[eè]re? (?:message|post|r[ée]ponse)|laatste (?:bericht|antwoord|reactie)|"
    r"[uú]ltim[oa] (?:mensaje|respuesta|mensagem|resposta|messaggio|post|risposta)|"
    r"ostatni(?:a|e)? (?:post|odpowiedź|wpis)|son (?:mesaj|yanıt|cevap)|"
    r"最[后後新]的?(?:回复|回覆|发表|發表|回答|帖子|发言|文章)|最終(?:投稿|返信|更新)|最新の?返信|"
    r"마지막 (?:글|댓글|답변)|bài (?:viết )?(?:cuối|mới nhất)|последн\w+ (?:сообщение|ответ))",
    re.I,
)
