"""What the pages of drawn sites say beside what people say, by language."""
# ruff: noqa: E501 -- lists of words are easier to read in long lines

from __future__ import annotations

from typing import Any, Final

Words = dict[str, Any]

_ENGLISH: Words = {
    "towns": ("Leeds","Cork","Bristol","York","Perth","Derby","Hull"), "guest": "Guest", "pinned": "[Pinned]", "locked": "[Locked]", "n_replies": "{n} replies", "by": "by", "started": "Started by {who}",
    "last": "Last reply by", "topic": "Topic", "author": "Author", "replies": "Replies", "latest": "Latest posts", "topics": "topics",
    "about": "Everything that fits here", "wrote": "{who} wrote on {at}:", "posted": "Posted by {who} on {at}", "answered": "Answered by {who} on {at}",
    "n_posts": "{n} posts", "ranks": ("Novice", "Member", "Expert"), "edited": "Last edited {at}", "signature": "Everything for your workshop, since 1987",
    "link": "Permalink", "reply": "Reply", "report": "Report", "send": "Send", "home": "Home", "section": "Section", "related": "Related topics",
    "online": "{n} users online:", "people": "Members", "cookie": "We use cookies to make this site work.", "zone": "All times are", "login": "Log in",
    "privacy": "Privacy", "forum": "Forum", "newer": "Newer", "older": "Older", "prev": "Previous", "next": "Next",
}  # fmt: skip
WORDS: Final[dict[str, Words]] = {
    "en": _ENGLISH,
    "de": {
        "towns": ("Ulm","Kiel","Bonn","Trier","Gera","Hof","Jena"), "guest": "Gast", "pinned": "[Angepinnt]", "locked": "[Geschlossen]", "n_replies": "{n} Antworten", "by": "von", "started": "Begonnen von {who}",
        "last": "Letzte Antwort von", "topic": "Thema", "author": "Autor", "replies": "Antworten", "latest": "Neueste Beiträge", "topics": "Themen",
        "about": "Alles, was hierher passt", "wrote": "{who} schrieb am {at}:", "posted": "Geschrieben von {who} am {at}", "answered": "Beantwortet von {who} am {at}",
        "n_posts": "{n} Beiträge", "ranks": ("Neuling", "Mitglied", "Experte"), "edited": "Zuletzt bearbeitet: {at}", "signature": "Alles für die Werkstatt, seit 1987",
        "link": "Link", "reply": "Antworten", "report": "Melden", "send": "Absenden", "home": "Startseite", "section": "Bereich", "related": "Ähnliche Themen",
        "online": "{n} Benutzer online:", "people": "Mitglieder", "cookie": "Wir verwenden Cookies.", "zone": "Alle Zeiten sind", "login": "Anmelden",
        "privacy": "Datenschutz", "forum": "Forum", "newer": "Neuere", "older": "Ältere", "prev": "Zurück", "next": "Weiter",
    },
    "fr": {
        "towns": ("Lyon","Lille","Nantes","Brest","Metz","Dijon","Tours"), "guest": "Invité", "pinned": "[Épinglé]", "locked": "[Fermé]", "n_replies": "{n} réponses", "by": "par", "started": "Commencé par {who}",
        "last": "Dernière réponse par", "topic": "Sujet", "author": "Auteur", "replies": "Réponses", "latest": "Derniers messages", "topics": "sujets",
        "about": "Tout ce qui va ici", "wrote": "{who} a écrit le {at} :", "posted": "Posté par {who} le {at}", "answered": "Répondu par {who} le {at}",
        "n_posts": "{n} messages", "ranks": ("Débutant", "Membre", "Expert"), "edited": "Dernière modification : {at}", "signature": "Tout pour l'atelier depuis 1987",
        "link": "Lien", "reply": "Répondre", "report": "Signaler", "send": "Envoyer", "home": "Accueil", "section": "Rubrique", "related": "Sujets similaires",
        "online": "{n} utilisateurs en ligne :", "people": "Membres", "cookie": "Nous utilisons des cookies.", "zone": "Les heures sont", "login": "Connexion",
        "privacy": "Confidentialité", "forum": "Forum", "newer": "Plus récents", "older": "Plus anciens", "prev": "Précédent", "next": "Suivant",
    },
    "it": {
        "towns": ("Modena","Lecce","Pavia","Como","Bari","Asti","Rimini"), "guest": "Ospite", "pinned": "[In evidenza]", "locked": "[Chiuso]", "n_replies": "{n} risposte", "by": "di", "started": "Iniziato da {who}",
        "last": "Ultima risposta di", "topic": "Argomento", "author": "Autore", "replies": "Risposte", "latest": "Ultimi messaggi", "topics": "argomenti",
        "about": "Tutto quello che serve", "wrote": "{who} ha scritto il {at}:", "posted": "Scritto da {who} il {at}", "answered": "Risposto da {who} il {at}",
        "n_posts": "{n} messaggi", "ranks": ("Nuovo", "Membro", "Esperto"), "edited": "Ultima modifica: {at}", "signature": "Tutto per l'officina dal 1987",
        "link": "Link", "reply": "Rispondi", "report": "Segnala", "send": "Invia", "home": "Home", "section": "Sezione", "related": "Argomenti simili",
        "online": "{n} utenti online:", "people": "Utenti", "cookie": "Usiamo i cookie.", "zone": "Fuso orario:", "login": "Accedi",
        "privacy": "Privacy", "forum": "Forum", "newer": "Più recenti", "older": "Più vecchi", "prev": "Indietro", "next": "Avanti",
    },
    "ru": {
        "towns": ("Казань","Тула","Омск","Пермь","Уфа","Томск","Сочи"), "guest": "Гость", "pinned": "[Закреплено]", "locked": "[Закрыто]", "n_replies": "ответов: {n}", "by": "от", "started": "Автор: {who}",
        "last": "Последний ответ:", "topic": "Тема", "author": "Автор", "replies": "Ответы", "latest": "Последние сообщения", "topics": "тем",
        "about": "Всё, что сюда подходит", "wrote": "{who} написал {at}:", "posted": "Опубликовал {who}, {at}", "answered": "Ответил {who}, {at}",
        "n_posts": "Сообщений: {n}", "ranks": ("Новичок", "Участник", "Знаток"), "edited": "Изменено: {at}", "signature": "Всё для мастерской с 1987 года",
        "link": "Ссылка", "reply": "Ответить", "report": "Пожаловаться", "send": "Отправить", "home": "Главная", "section": "Раздел", "related": "Похожие темы",
        "online": "Сейчас на форуме {n}:", "people": "Участники", "cookie": "Мы используем cookie.", "zone": "Часовой пояс:", "login": "Войти",
        "privacy": "Конфиденциальность", "forum": "Форум", "newer": "Новее", "older": "Старее", "prev": "Назад", "next": "Далее",
    },
    "zh": {
        "towns": ("杭州","佛山","青岛","无锡","大连","昆明","厦门"), "guest": "游客", "pinned": "[置顶]", "locked": "[关闭]", "n_replies": "{n} 回复", "by": "作者", "started": "楼主：{who}",
        "last": "最后回复", "topic": "主题", "author": "作者", "replies": "回复", "latest": "最新帖子", "topics": "主题",
        "about": "本版讨论相关话题", "wrote": "{who} 于 {at} 写道：", "posted": "{who} 发表于 {at}", "answered": "{who} 回答于 {at}",
        "n_posts": "帖子 {n}", "ranks": ("新手上路", "会员", "高级会员"), "edited": "最后编辑于 {at}", "signature": "二十年老店，诚信经营",
        "link": "链接", "reply": "回复", "report": "举报", "send": "发送", "home": "首页", "section": "版块", "related": "相关主题",
        "online": "{n} 人在线：", "people": "会员列表", "cookie": "本站使用 Cookie。", "zone": "时区：", "login": "登录",
        "privacy": "隐私政策", "forum": "论坛", "newer": "较新", "older": "较旧", "prev": "上一页", "next": "下一页",
    },
    "zht": {
        "towns": ("台中","高雄","新竹","嘉義","台南","基隆","宜蘭"), "guest": "訪客", "pinned": "[置頂]", "locked": "[關閉]", "n_replies": "{n} 回覆", "by": "作者", "started": "發起人：{who}",
        "last": "最後回覆", "topic": "主題", "author": "作者", "replies": "回覆", "latest": "最新文章", "topics": "主題",
        "about": "本版討論相關話題", "wrote": "{who} 於 {at} 寫道：", "posted": "{who} 發表於 {at}", "answered": "{who} 回答於 {at}",
        "n_posts": "文章 {n}", "ranks": ("新手", "會員", "達人"), "edited": "最後編輯於 {at}", "signature": "二十年老店，誠信經營",
        "link": "連結", "reply": "回覆", "report": "檢舉", "send": "送出", "home": "首頁", "section": "看板", "related": "相關主題",
        "online": "{n} 人線上：", "people": "會員列表", "cookie": "本站使用 Cookie。", "zone": "時區：", "login": "登入",
        "privacy": "隱私權政策", "forum": "論壇", "newer": "較新", "older": "較舊", "prev": "上一頁", "next": "下一頁",
    },
    "ja": {
        "towns": ("大阪","仙台","福岡","金沢","静岡","松山","神戸"), "guest": "ゲスト", "pinned": "[固定]", "locked": "[終了]", "n_replies": "{n}件の返信", "by": "投稿者", "started": "投稿者：{who}",
        "last": "最終返信", "topic": "トピック", "author": "投稿者", "replies": "返信", "latest": "最新の投稿", "topics": "トピック",
        "about": "なんでもどうぞ", "wrote": "{who} さんが {at} に書きました：", "posted": "{who} が {at} に投稿", "answered": "{who} が {at} に回答",
        "n_posts": "投稿数 {n}", "ranks": ("新人", "会員", "常連"), "edited": "最終編集：{at}", "signature": "町工場を応援します",
        "link": "リンク", "reply": "返信", "report": "通報", "send": "送信", "home": "ホーム", "section": "カテゴリ", "related": "関連トピック",
        "online": "オンライン {n}人：", "people": "会員一覧", "cookie": "当サイトはクッキーを使用します。", "zone": "タイムゾーン：", "login": "ログイン",
        "privacy": "プライバシー", "forum": "掲示板", "newer": "新しい", "older": "古い", "prev": "前へ", "next": "次へ",
    },
}  # fmt: skip
ROOMS: Final = {
    "en": ("Machines and tools", "Buying and selling", "Suppliers wanted"),
    "de": ("Maschinen und Werkzeug", "Kaufen und Verkaufen", "Lieferanten gesucht"),
    "fr": ("Machines et outils", "Achats et ventes", "Fournisseurs"),
    "it": ("Macchine e utensili", "Compro e vendo", "Fornitori"),
    "ru": ("Станки и инструмент", "Купля-продажа", "Поставщики"),
    "zh": ("设备与工具", "供求信息", "创业交流"),
    "zht": ("設備與工具", "買賣交流", "創業討論"),
    "ja": ("機械と工具", "売買情報", "仕入先相談"),
}
_ISO: Final = ("%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M")
FORMS: Final = {
    "en": (*_ISO[:2], "%B %-d, %Y at %-I:%M %p", "%-d %b %Y, %H:%M", "relative:en", "mixed:en|%b %-d, %Y", "%a %-d %b %Y %H:%M", "%b %-d, %Y %-I:%M %p"),
    "de": ("%d.%m.%Y %H:%M", "%d.%m.%Y, %H:%M Uhr", "de:%-d. %B %Y, %H:%M", "relative:de", "dayword:Heute, %H:%M|Gestern, %H:%M|%d.%m.%Y, %H:%M"),
    "fr": ("%d/%m/%Y à %H:%M", "fr:%-d %B %Y à %Hh%M", "%d/%m/%Y %H:%M", "relative:fr"),
    "it": ("%d/%m/%Y %H:%M", "it:%-d %B %Y, %H:%M", "%d/%m/%Y alle %H:%M"),
    "ru": ("%d.%m.%Y %H:%M", "ru:%-d %B %Y, %H:%M", "dayword:Сегодня, %H:%M|Вчера, %H:%M|%d.%m.%Y, %H:%M"),
    "zh": (*_ISO, "relative:zh", "%Y年%-m月%-d日 %H:%M", "mixed:zh|%Y-%m-%d", "dayword:今天 %H:%M|昨天 %H:%M|%Y-%m-%d %H:%M"),
    "zht": (*_ISO, "relative:zht", "%Y年%-m月%-d日 %H:%M"),
    "ja": (*_ISO, "relative:ja", "%Y年%-m月%-d日 %H:%M"),
}  # fmt: skip
