"""Random forums: boards, topics, posts, with everything that posts carry beside their words."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

WORDS = {
    "en": [
        "We need {n} steel drums for our plant near Leeds before the end of the quarter.",
        "Can anybody recommend a supplier who ships batch {n} to Ireland?",
        "Our old pump gave up last week and model {n} is no longer made.",
        "I have used part {n} for two years without a single failure.",
        "Try the distributor first, order code {n} is usually in stock.",
        "The quote we got for {n} units was far above what we can pay.",
        "Does the warranty of series {n} cover leaks at the flange?",
        "Thanks, that answers most of it; I will measure line {n} tomorrow.",
    ],
    "zh": [
        "我们工厂急需一批编号{n}的不锈钢管，哪位朋友能供货？",
        "求推荐靠谱的供应商，数量大概{n}件，月底前要到货。",
        "型号{n}的电机已经停产了，有没有可以替代的产品？",
        "我们公司用过{n}型，质量还可以，就是价格偏高。",
        "可以先联系当地的代理商，订货号是{n}，一般都有现货。",
        "上次报价{n}元太贵了，大家一般多少钱能拿到？",
        "这个问题我也遇到过，后来换了{n}号接头就好了。",
    ],
    "zht": [
        "我們工廠急需一批編號{n}的不鏽鋼管，哪位朋友能供貨？",
        "請推薦可靠的供應商，數量大約{n}件，月底前要到貨。",
        "型號{n}的馬達已經停產了，有沒有可以替代的產品？",
        "我們公司用過{n}型，品質還可以，就是價格偏高。",
        "這個問題我也遇過，後來換了{n}號接頭就好了。",
    ],
    "de": [
        "Wir suchen {n} Edelstahlfässer für unser Werk bei Ulm, Lieferung bis Ende März.",
        "Kann jemand einen Händler für die Baureihe {n} empfehlen?",
        "Unsere Pumpe ist ausgefallen und Modell {n} wird nicht mehr gebaut.",
        "Mit Teil {n} haben wir gute Erfahrungen gemacht.",
        "Das Angebot über {n} Stück lag weit über unserem Rahmen.",
    ],
    "fr": [
        "Nous cherchons {n} fûts en acier pour notre usine près de Lyon.",
        "Quelqu'un connaît un fournisseur fiable pour la série {n} ?",
        "La pompe est tombée en panne et le modèle {n} n'est plus fabriqué.",
        "Le devis pour {n} pièces dépassait largement notre budget.",
    ],
    "es": [
        "Buscamos {n} bidones de acero para nuestra planta cerca de Sevilla.",
        "¿Alguien conoce un proveedor fiable de la serie {n}?",
        "La bomba se averió y el modelo {n} ya no se fabrica.",
    ],
    "pt": [
        "Precisamos de {n} tambores de aço para a nossa fábrica em Campinas.",
        "Alguém conhece um fornecedor confiável da série {n}?",
        "A bomba quebrou e o modelo {n} não é mais fabricado.",
    ],
    "vi": [
        "Chúng tôi cần {n} thùng thép cho nhà máy ở Bình Dương.",
        "Ai biết nhà cung cấp uy tín cho dòng {n} không?",
        "Máy bơm bị hỏng và mẫu {n} không còn sản xuất nữa.",
    ],
    "ja": [
        "工場で使うドラム缶を{n}本探しています。納期は来月末です。",
        "型番{n}の代わりになる部品をご存じの方はいませんか。",
        "前回の見積もりは{n}円で、予算をかなり超えていました。",
    ],
    "ko": [
        "공장에서 쓸 드럼통 {n}개를 찾고 있습니다.",
        "모델 {n}을 대신할 부품을 아시는 분 계신가요?",
        "지난번 견적은 {n}원으로 예산을 많이 넘었습니다.",
    ],
    "ru": [
        "Ищем {n} стальных бочек для завода под Тулой, поставка до конца марта.",
        "Посоветуйте надёжного поставщика серии {n}, пожалуйста.",
        "Насос сломался, а модель {n} больше не выпускают.",
        "Нам предложили {n} рублей за партию, это намного дороже бюджета.",
    ],
    "ar": [
        "نبحث عن {n} برميل فولاذي لمصنعنا قرب جدة قبل نهاية الشهر.",
        "هل يعرف أحدكم موردا موثوقا للسلسلة {n}؟",
        "تعطلت المضخة والطراز {n} لم يعد يصنع.",
        "كان العرض {n} ريالا وهذا أكثر بكثير من ميزانيتنا.",
    ],
    "tr": [
        "Bursa yakınındaki fabrikamız için {n} çelik varil arıyoruz.",
        "{n} serisi için güvenilir bir tedarikçi bilen var mı?",
        "Pompa bozuldu ve {n} modeli artık üretilmiyor.",
        "Gelen teklif {n} liraydı, bütçemizin çok üstünde.",
    ],
    "it": [
        "Cerchiamo {n} fusti in acciaio per il nostro stabilimento vicino a Modena.",
        "Qualcuno conosce un fornitore affidabile per la serie {n}?",
        "La pompa si è rotta e il modello {n} non viene più prodotto.",
        "Il preventivo per {n} pezzi era molto sopra il nostro budget.",
    ],
    "id": [
        "Kami butuh {n} drum baja untuk pabrik di Bekasi sebelum akhir bulan.",
        "Ada yang tahu pemasok yang bagus untuk seri {n}?",
        "Pompa kami rusak dan model {n} sudah tidak diproduksi lagi.",
        "Penawaran untuk {n} unit jauh di atas anggaran kami.",
    ],
    "th": [
        "เราต้องการถังเหล็ก {n} ใบสำหรับโรงงานที่ชลบุรีภายในสิ้นเดือนนี้ครับ",
        "มีใครรู้จักร้านที่ขายรุ่น {n} บ้างไหมคะ",
        "ปั๊มของเราเสียและรุ่น {n} เลิกผลิตแล้ว",
        "ใบเสนอราคา {n} บาทแพงกว่างบของเรามาก",
    ],
    "he": [
        "אנחנו מחפשים {n} חביות פלדה למפעל שלנו ליד חיפה עד סוף החודש.",
        "מישהו מכיר ספק אמין לסדרה {n}?",
        "המשאבה התקלקלה והדגם {n} כבר לא מיוצר.",
        "ההצעה על {n} יחידות הייתה הרבה מעל התקציב שלנו.",
    ],
}  # fmt: skip
SHORT = {
    "en": ["+1", "Bump", "Same here!", "Thanks"], "zh": ["顶", "同求", "+1", "谢谢分享"],
    "zht": ["推", "同求", "+1", "感謝分享"], "de": ["+1", "Danke!", "Hochschieb"],
    "fr": ["+1", "Merci !"], "es": ["+1", "Gracias"], "pt": ["+1", "Obrigado"],
    "vi": ["+1", "Cảm ơn"], "ja": ["+1", "同じくです"], "ko": ["+1", "감사합니다"],
    "ru": ["+1", "Спасибо!", "Ап"], "ar": ["+1", "شكرا لك"], "tr": ["+1", "Teşekkürler"],
    "it": ["+1", "Grazie", "Up"], "id": ["+1", "Sundul gan", "Makasih"], "th": ["+1", "ขอบคุณค่ะ"],
    "he": ["+1", "תודה"],
}  # fmt: skip
TITLES = {
    "en": ["Looking for {n} drums", "Pump {n} broke", "Which supplier for {n}?", "Quote {n}"],
    "zh": ["求购{n}批不锈钢管", "电机{n}坏了怎么办", "{n}型号哪家供应商好？", "请教报价{n}"],
    "zht": ["[問題] 求購{n}批鋼管", "馬達{n}壞了怎麼辦", "{n}型號哪家好？"],
    "de": ["Suche {n} Fässer", "Pumpe {n} defekt", "Händler für {n} gesucht"],
    "fr": ["Cherche {n} fûts", "Pompe {n} en panne", "Fournisseur pour {n} ?"],
    "es": ["Busco {n} bidones", "Bomba {n} averiada"], "pt": ["Procuro {n} tambores", "Bomba {n}"],
    "vi": ["Cần mua {n} thùng thép", "Máy bơm {n} hỏng"],
    "ja": ["ドラム缶{n}本を探しています", "型番{n}の代替品"], "ko": ["드럼통 {n}개 구합니다",
    "모델 {n} 문의"],
    "ru": ["Куплю {n} бочек", "Сломался насос {n}"], "ar": ["مطلوب {n} برميل", "مضخة {n} معطلة"],
    "tr": ["{n} varil aranıyor", "Pompa {n} bozuldu"],
    "it": ["Cerco {n} fusti", "Pompa {n} rotta"], "id": ["Cari {n} drum baja", "Pompa {n} rusak"],
    "th": ["ต้องการถังเหล็ก {n} ใบ", "ปั๊มรุ่น {n} เสีย"], "he": ["מחפש {n} חביות", "משאבה {n} מקולקלת"],
}  # fmt: skip
NAMES = [
    "anna_b", "Bob", "carl.m", "dora", "Eve Miller", "frank77", "2024", "Grace", "h4nk", "May",
    "ivan-petrov", "Jo", "李明", "王小二", "老张说机械", "kpr2008-11-02", "Löwe", "mr. pump",
    "n0va",
    "O'Brien", "零度", "阿杰", "Sunday", "user_1993", "x",
]  # fmt: skip
BOARDS = {
    "en": ["Wanted", "For sale", "General talk"], "zh": ["求购信息", "供应信息", "技术交流"],
    "zht": ["求購", "供應", "閒聊"], "de": ["Gesuche", "Angebote", "Plausch"],
    "fr": ["Demandes", "Offres", "Bavardage"], "es": ["Demandas", "Ofertas", "Charla"],
    "pt": ["Procura", "Oferta", "Conversa"], "vi": ["Cần mua", "Cần bán", "Tán gẫu"],
    "ja": ["買います", "売ります", "雑談"], "ko": ["삽니다", "팝니다", "자유"],
    "ru": ["Куплю", "Продам", "Разговоры"], "ar": ["طلبات الشراء", "عروض البيع", "نقاش عام"],
    "tr": ["Alınık", "Satılık", "Sohbet"], "it": ["Cerco", "Vendo", "Chiacchiere"],
    "id": ["Dicari", "Dijual", "Obrolan"], "th": ["ต้องการซื้อ", "ต้องการขาย", "พูดคุย"],
    "he": ["דרושים", "למכירה", "שיחות"],
}  # fmt: skip
SIGNATURES = ["Sent from my phone, typos are free", "www.pumps-and-more.example - since 1987",
              "No pain no gain", "一切皆有可能"]  # fmt: skip


@dataclass(eq=False)
class Post:
    id: int
    n: int  # 1 = first post
    author: str
    uid: int
    time: datetime
    paras: list[str]
    guest: bool = False
    quote: Post | None = None
    parent: Post | None = None
    depth: int = 0
    sig: str = ""
    edited: bool = False
    code: str = ""
    url: str = ""
    votes: int = 0
    topic: Topic | None = None

    @property
    def text(self) -> str:
        return "\n".join([*self.paras, *([self.code] if self.code else [])])


@dataclass(eq=False)
class Topic:
    id: int
    board: Board
    title: str
    slug: str
    posts: list[Post] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    sticky: bool = False
    url: str = ""

    @property
    def first(self) -> Post:
        return self.posts[0]

    @property
    def last(self) -> Post:
        return self.posts[-1]


@dataclass(eq=False)
class Board:
    id: int
    name: str
    slug: str
    topics: list[Topic] = field(default_factory=list)
    url: str = ""


@dataclass
class Shape:
    """What a family of software shows at all."""

    lang: str = "en"
    topics: int = 24
    replies: int = 3  # on average
    long_threads: int = 1  # threads of more than a page
    long_replies: int = 24
    quotes: bool = True
    signatures: bool = True
    nested: bool = False
    guests: bool = False
    codes: bool = True
    fields: bool = False
    edits: bool = True
    span_days: float = 300

    @classmethod
    def of(cls, *, without: Sequence[str] = (), **given: Any) -> Shape:
        """A shape in which there is nothing of `without`: false or 0."""
        return cls(**{name: type(getattr(cls, name))() for name in without}, **given)


def make_forum(shape: Shape, rng: random.Random, now: datetime) -> list[Board]:
    """Boards with their topics, newest first."""
    names = rng.sample(NAMES, len(NAMES))
    slugs = ["wanted", "for-sale", "general"]
    boards = [Board(n + 2, name, slugs[n]) for n, name in enumerate(BOARDS[shape.lang])]
    next_id = [1000 + rng.randrange(1000)]
    for n in range(shape.topics):
        number = rng.randrange(1000, 9999)
        title = rng.choice(TITLES[shape.lang]).format(n=number)
        board = boards[n % len(boards)]
        topic = Topic(100 + 7 * n + rng.randrange(5), board, title, f"{_slug(title)}-{n}")
        board.topics.append(topic)
        count = rng.choice((0, 0, 1, 1, 2, 3, shape.replies * 2))
        count = count if shape.replies else 0
        if n < shape.long_threads:
            count = shape.long_replies
        began = now - timedelta(
            days=0.02 + shape.span_days * rng.random() ** 2, seconds=rng.randrange(60)
        )
        _fill(topic, shape, rng, count, began, now, names, next_id)
        topic.sticky = n == 4
    for board in boards:
        board.topics.sort(key=lambda t: (not t.sticky, now - t.last.time))
    return boards


def _fill(topic, shape, rng, count, began, now, names, next_id) -> None:  # type: ignore[no-untyped-def]
    room = (now - began) / (count + 2)
    at = began
    for n in range(count + 1):
        next_id[0] += rng.randrange(1, 9)
        name = rng.choice(names)
        guest = shape.guests and rng.random() < 0.5
        paras = _paragraphs(shape, rng, first=n == 0)
        post = Post(next_id[0], n + 1, name, 10 + names.index(name), at, paras, guest=guest)
        post.votes, post.topic = rng.randrange(40), topic
        earlier = rng.choice(topic.posts) if topic.posts else None
        if n and shape.quotes and rng.random() < 0.3:
            post.quote = earlier
        if n:
            deep = earlier if earlier is None or earlier.depth < 4 else topic.posts[0]
            post.parent = deep if shape.nested else topic.posts[0]
            post.depth = min(5, post.parent.depth + 1) if post.parent else 0
        if shape.signatures and name in names[:6]:
            post.sig = SIGNATURES[names.index(name) % len(SIGNATURES)]
        post.edited = shape.edits and rng.random() < 0.15
        if shape.codes and rng.random() < 0.08:
            post.code = f"pressure = {rng.randrange(100)}\nif pressure > 3: stop()"
        topic.posts.append(post)
        at += room * (0.2 + rng.random())
    if shape.fields:
        topic.fields = {
            "n": str(rng.randrange(10, 9000)),
            "budget": str(rng.randrange(1, 90) * 100),
        }
    if shape.nested:
        topic.posts[1:] = _in_thread_order(topic.posts)


def _in_thread_order(posts: list[Post]) -> list[Post]:
    out: list[Post] = []

    def add(parent: Post) -> None:
        for post in posts:
            if post.parent is parent:
                out.append(post)
                add(post)

    add(posts[0])
    return out


def _paragraphs(shape: Shape, rng: random.Random, *, first: bool) -> list[str]:
    if not first and rng.random() < 0.18:
        return [rng.choice(SHORT[shape.lang])]
    count = rng.choice((1, 1, 2, 3, 6)) if first else rng.choice((1, 1, 1, 2, 3))
    found = []
    for _ in range(count):
        some = rng.sample(WORDS[shape.lang], rng.choice((1, 1, 2, 3)))
        glue = "" if shape.lang in ("zh", "zht", "ja") else " "
        found.append(glue.join(s.format(n=rng.randrange(10000, 99999)) for s in some))
    return found


def _slug(title: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in title.lower()).split())
