"""What is asked and advised on invented question sites: questions, answers and remarks on both."""
# ruff: noqa: E501 -- what people say is easier to read in long lines

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from tests.factories.talks.world import Say, Site, Talk

# language -> questions (title, text), sentences of answers, remarks
ASKED: dict[str, tuple[tuple[tuple[str, str], ...], tuple[str, ...], tuple[str, ...]]] = {
    "en": (
        (
            (
                "Why does my {n} W heat gun trip the breaker?",
                "It has run fine for two years. Since Monday the breaker goes after about {n} seconds, but only when the dehumidifier is on too.",
            ),
            (
                "Is it safe to run {n} feet of extension cord?",
                "The shed is at the far end of the garden. I need it for a table saw, nothing else.",
            ),
            (
                "How to remove a stripped M{n} bolt",
                "I tried pliers, a rubber band and swearing. The head is round now. What next?",
            ),
            (
                "Paint peels off the bathroom ceiling again",
                "I primed it, waited {n} hours and used the expensive paint. Six weeks later it hangs down in strips.",
            ),
            (
                "Which wood filler for an outdoor bench?",
                "There are holes up to {n} mm deep. It is larch, never oiled, in full sun.",
            ),
            (
                "What is the thing called that holds the drawer?",
                "It is white plastic, about {n} mm wide, and sits at the back. I cannot search for what I cannot name.",
            ),
            (
                "Landlord says {n} days notice, is that legal?",
                "There is nothing in the lease. He told me at the door on Sunday.",
            ),
            (
                "Can I mix old and new batteries in a torch?",
                "The manual says no, my brother says yes. Who is right?",
            ),
        ),
        (
            "The two draw more than the circuit gives: {n} amps together.",
            "Measure it before you buy anything, a clamp meter costs less than a call-out.",
            "I had exactly that in the old house, and it was the neutral in the junction box.",
            "No. The manual says so for a reason, and your insurer has read the manual.",
            "Use a left-hand drill bit, go slowly, and it will often come out by itself.",
            "See https://example.org/howto/{n} which has drawings.",
            "It is called a drawer runner socket; search for that with the width.",
            "Ask the manufacturer. They answered me within {n} hours on a weekend.",
            "First find out where the damp comes from, everything else is cosmetics.",
            "In most states that is {n} days at least, in writing.",
            "Two-part epoxy holds; the stuff in tubes cracks after the second winter.",
        ),
        (
            "Which model is it?",
            "Thanks, that worked!",
            "This is dangerous advice, please read code section {n} again.",
            "+1 for the clamp meter",
            "Can you add a photo?",
            "It is {n} mm, I measured it twice.",
            "Not in the UK, though.",
        ),
    ),
    "zh": (
        (
            (
                "装修半包{n}元一平，贵不贵？",
                "坐标成都，套内{n}平，报价单里水电另算。想问问有经验的朋友，这个价格合理吗？",
            ),
            ("辞职去开咖啡店是一种怎样的体验？", "工作七年，存款不多，家里反对。"),
            (
                "如何评价国产的{n}系列扫地机？",
                "看了很多测评，都像是广告。有没有真正用过半年以上的？",
            ),
            (
                "父母{n}岁了还要不要买商业保险？",
                "平时身体还可以，有医保。业务员说得天花乱坠，我有点拿不准。",
            ),
            ("小公司要不要上财务软件？", "一共{n}个人，账一直用表格记，最近老对不上。"),
            ("为什么很多工厂不愿意接小单？", "问了{n}家，要么不回，要么报一个吓人的价格。"),
            (
                "新房甲醛超标{n}倍怎么办？",
                "上个月请人来测的，开发商说跟他们没关系。孩子还小，不敢住。",
            ),
        ),
        (
            "先说结论：不贵，但是坑都在增项里。",
            "利益相关：做这行十二年，经手过{n}多套房子。",
            "我自己家就是这么干的，前后花了{n}块，到现在没出过问题。",
            "很多人只看单价，不看工程量，这是最容易吃亏的地方。",
            "第一，合同里一定要写清楚品牌和型号；第二，付款节点不要超过进度。",
            "说白了，开一条线的成本摆在那里，{n}个以下基本都是亏的。",
            "谢邀。人在工地，刚下脚手架。",
            "以上，希望对你有帮助，有问题可以在评论区留言。",
            "去年帮朋友处理过一次，最后是打12345解决的。",
            "通风，通风，还是通风，别信什么绿萝。",
        ),
        (
            "说到点子上了",
            "请问是哪个牌子的？",
            "{n}平的也能这么算吗？",
            "哈哈哈哈过于真实",
            "不敢苟同，我家就不是这样",
            "已经按这个做了，谢谢！",
            "蹲一个后续",
        ),
    ),
    "es": (
        (
            (
                "¿Cómo limpio un filtro de {n} micras?",
                "Lo he dejado en agua caliente toda la noche y sigue atascado. El fabricante ya no contesta.",
            ),
            (
                "¿Qué licencia hace falta para un local de {n} metros?",
                "En el ayuntamiento me dicen una cosa y el gestor otra. El local era antes una panadería.",
            ),
            (
                "La caldera marca el error {n}",
                "Salta cada mañana hacia las siete y por la tarde funciona sin problemas. Ya cambié la pila.",
            ),
            (
                "Busco imprenta para {n} etiquetas",
                "Tienen que aguantar la humedad de la cámara. ¿Alguien trabaja con una de confianza en Valencia?",
            ),
            (
                "¿Se puede reclamar un paquete perdido?",
                "La empresa de transporte dice que lo entregó, pero nadie firmó nada.",
            ),
            (
                "¿Programa de facturación para autónomos?",
                "Hago unas {n} facturas al año y no quiero pagar cada mes por ello.",
            ),
        ),
        (
            "A mí me pasó lo mismo y era la sonda, cuesta unos {n} euros.",
            "Llama primero al servicio técnico, que la visita la cobran aparte.",
            "Con menos de {n} metros basta una declaración responsable.",
            "No lo hagas tú, porque pierdes la garantía.",
            "Guarda el resguardo y escribe a consumo; a nosotros nos pagaron en {n} días.",
            "En https://example.org/guia/{n} está explicado paso a paso.",
            "Depende mucho de la comunidad autónoma en la que estés.",
            "Nosotros pedimos tres presupuestos y el más barato fue el peor.",
        ),
        (
            "¿De qué modelo se trata?",
            "¡Gracias, ha funcionado!",
            "Eso cambió el año pasado, mira el artículo {n}.",
            "Aquí en Bilbao no es así.",
            "¿Puedes subir una foto?",
        ),
    ),
    "ru": (
        (
            (
                "Соседи затопили квартиру, ущерб {n} рублей",
                "Здравствуйте! В январе нас затопили соседи сверху. Акт составили, но платить они отказываются. Что делать дальше?",
            ),
            (
                "Не выплачивают зарплату {n} дней",
                "Работаю без договора, только переписка в мессенджере. Можно ли что-то доказать?",
            ),
            (
                "Возврат товара через {n} дней",
                "Купила пылесос, сломался. Магазин отправляет в сервис, а там срок сорок пять дней.",
            ),
            (
                "Раздел имущества после развода",
                "Квартира куплена в браке, но на деньги моих родителей. Есть расписка на {n} тысяч.",
            ),
            (
                "Оспорить штраф с камеры {n}",
                "Машину продал в прошлом году, штрафы приходят мне. Договор на руках.",
            ),
            (
                "Управляющая компания не чинит крышу",
                "Пишем жалобы с осени. Отвечают отписками. Куда обращаться?",
            ),
        ),
        (
            "Добрый день! Вам необходимо направить письменную претензию с требованием возместить ущерб.",
            "Согласно ст. {n} ГК РФ вред подлежит возмещению в полном объёме.",
            "Подавайте иск в суд по месту жительства ответчика.",
            "Обратитесь в трудовую инспекцию, переписка является доказательством.",
            "Срок исковой давности составляет три года, вы успеваете.",
            "Независимая оценка обойдётся примерно в {n} рублей, эти расходы тоже взыскиваются.",
            "Если есть вопросы, пишите, помогу составить документы.",
            "Без документов сказать точнее нельзя.",
            "Шансы хорошие, у меня было похожее дело в прошлом году.",
        ),
        (
            "Спасибо за ответ!",
            "А если они не получат письмо?",
            "Да, акт есть, подписан {n} лицами.",
            "Договора на руках нет.",
            "Тогда считается вручённым, см. ст. {n}.",
            "Сколько будет стоить составление иска?",
        ),
    ),
    "de": (
        (
            (
                "Akku GX{n} lädt nicht mehr",
                "Hallo zusammen, seit gestern blinkt mein Ladegerät rot und der Akku bleibt kalt. Gekauft habe ich beides im Mai.",
            ),
            (
                "Mähroboter verliert Begrenzungsdraht",
                "Immer an derselben Stelle, ungefähr nach {n} Metern. Draht ist heil, habe ich durchgemessen.",
            ),
            (
                "App zeigt Fehler E{n}",
                "Nach dem Update komme ich nicht mehr in die App. Neu installiert habe ich schon zweimal.",
            ),
            (
                "Ersatzmesser für Modell {n}",
                "Passen die Messer vom Vorgänger? Im Handel finde ich nur noch die alten.",
            ),
            (
                "Hochdruckreiniger verliert Wasser",
                "Am Anschluss tropft es seit dem Winter. Die Dichtung sieht eigentlich gut aus.",
            ),
            (
                "Garantie ohne Kassenbon?",
                "Den Bon habe ich leider nicht mehr, bezahlt wurde mit Karte, {n} Euro.",
            ),
        ),
        (
            "Hallo, das klingt nach einer tiefentladenen Zelle.",
            "Bitte einmal für {n} Sekunden die Taste halten, dann startet das Gerät neu.",
            "Bei mir war es der Stecker, den habe ich mit Kontaktspray gereinigt.",
            "Schick mir bitte die Seriennummer per Nachricht, dann prüfe ich das.",
            "Die alten Messer passen, nur die Schrauben sind länger.",
            "Kontoauszug reicht als Nachweis, das habe ich selbst so gemacht.",
            "Update {n} behebt das, es wird seit Montag verteilt.",
            "Die Dichtung heißt O-Ring und kostet im Ersatzteilladen fast nichts.",
            "Viele Grüße aus Winnenden!",
        ),
        (
            "Danke, das war es!",
            "Leider kein Erfolg.",
            "Welche Version hast du denn?",
            "Bei mir genauso, seit {n} Tagen.",
            "Gibt es hier schon etwas Neues?",
        ),
    ),
    "vi": (
        (
            (
                "Nhà {n}m2 nên lắp điều hòa mấy ngựa?",
                "Phòng hướng tây, buổi chiều rất nóng. Mọi người tư vấn giúp em với ạ.",
            ),
            (
                "Mở quán cà phê cần bao nhiêu vốn?",
                "Em dự định thuê mặt bằng khoảng {n} triệu một tháng ở Đà Nẵng.",
            ),
            (
                "Máy in báo lỗi {n} phải làm sao?",
                "Em đã tắt mở lại và thay mực rồi mà vẫn không được.",
            ),
            (
                "Có nên mua xe máy cũ đời {n}?",
                "Xe chính chủ, chạy hơn ba vạn cây. Giá người ta đưa hơi cao.",
            ),
            (
                "Thủ tục sang tên sổ đỏ",
                "Bố mẹ cho đất, diện tích {n}m2. Phí hết khoảng bao nhiêu ạ?",
            ),
            (
                "Xưởng nào nhận in túi vải số lượng ít?",
                "Em cần {n} cái, in một màu, giao ở Hà Nội.",
            ),
        ),
        (
            "Theo mình thì nên lấy loại lớn hơn một chút cho bền.",
            "Bên mình làm rồi, hết tầm {n} triệu, chưa kể tiền cọc.",
            "Bạn ra văn phòng công chứng gần nhà hỏi cho chắc.",
            "Lỗi này do đầu in, vệ sinh lại là được.",
            "Đừng mua, mình từng mất {n} triệu vì tin lời quảng cáo.",
            "Bạn xem thêm ở https://example.org/huong-dan/{n} nhé.",
            "Cứ hỏi ba bốn chỗ rồi so giá.",
        ),
        (
            "Cảm ơn bạn nhiều!",
            "Bạn ở khu vực nào vậy?",
            "Cho mình xin số xưởng với",
            "Giá đó là năm ngoái rồi, giờ tăng {n}%.",
            "Chuẩn luôn",
        ),
    ),
}
FOLK = {
    "es": ["Carmen_R", "paco1974", "Lucía Ferrer", "el_manitas", "jordi.bcn", "Nuria", "tallerLopez", "AnaBel", "xabi", "Don Pepe", "m_quintero", "rosa88"],
    "en": ["Harper", "isherwood", "Ecnerwal", "Solar Mike", "JACK", "user3169", "P2000", "Tester101", "Ms. Peel", "the_old_one", "Dana K", "Kris"],
    "zh": ["木头人", "老张聊装修", "不吃香菜", "Vivian", "财务小刘", "周末", "山里来的猫", "程海", "知了", "匿名用户", "林间", "大橙子"],
    "ru": ["Марина", "Сергей Петрович", "Ольга", "Дмитрий", "Гость", "Елена К.", "Артём", "Иванов Павел", "Юлия Сомова", "Виктор Лыков", "Анна Белова", "Рустам Галеев"],
    "de": ["Gartenfreund62", "Heike_M", "TobiasK", "rasenmeister", "Uwe aus Kiel", "Lena", "Bastler_77", "k.schroeder", "Team_Nadine", "Team_Ole", "Mucki", "pumpenpaul"],
    "vi": ["Minh Tuấn", "thuha92", "Nguyễn Lan", "bachkhoa_hn", "Khách", "Chú Ba", "Trần Đức", "linhlinh", "quocanh", "Mẹ Bống", "duy.pham", "Hải Yến"],
}  # fmt: skip


class Counsel(Site):
    """Questions with notes, answers with remarks; a subclass draws the pages."""

    count = 36
    nested = 2
    quotes = 0.0
    size = 8
    noted = True  # the question takes remarks of its own
    experts: ClassVar[tuple[str, ...]] = ()  # who answers, where not everybody does

    def __post_init__(self) -> None:
        self.notes: set[int] = set()
        super().__post_init__()

    def _line(self, pool: tuple[str, ...], most: int) -> str:
        glue = "" if self.lang == "zh" else " "
        some = self.rng.sample(pool, self.rng.randint(1, most))
        return glue.join(s.format(n=self.rng.randrange(12, 900)) for s in some)

    def _talk(self, n: int) -> None:
        rng, (asked, said, notes) = self.rng, ASKED[self.lang]
        self.folk = FOLK[self.lang]
        everybody = [w for w in self.folk if w not in self.experts]
        at = self.now - timedelta(days=0.08 + 420 * rng.random() ** 2, seconds=rng.randrange(3600))
        title, body = rng.choice(asked)
        self.serial += rng.randrange(2, 9)
        asker = rng.choice(everybody)
        paras = [body.format(n=rng.randrange(20, 900))]
        if rng.random() < 0.3:
            paras.append(self._line(tuple(b for _, b in asked), 1))
        first = Say(self.serial, 1, asker, at, paras, votes=rng.randrange(-1, 40))
        talk = Talk(1040 + 7 * n, title.format(n=rng.randrange(20, 900)), n % len(self.rooms), [first], n == 5, n == 7, (n % 5, 5 + n % 3))  # fmt: skip
        many = 2 * self.size + 3 if n in (3, 9) else rng.choice((0, 0, 1, 1, 2, 3, 4, 6))
        remarks = rng.choice((0, 0, 1, 2, 3, 5)) if many else rng.choice((0, 0, 0, 1, 2))
        kinds = ["answer"] * many + ["remark"] * remarks
        rng.shuffle(kinds)
        step = (self.now - at) / (len(kinds) + 2)
        for k, kind in enumerate(kinds):
            at += step * (0.1 + rng.random() * 0.9)
            tops = [s for s in talk.says if s.level == 1 and s.id not in self.notes]
            self.serial += rng.randrange(1, 6)
            if kind == "answer":
                who = rng.choice(self.experts or [w for w in everybody if w != asker])
                paras = [self._line(said, 3) for _ in range(rng.choice((1, 1, 2, 3)))]
                say = Say(self.serial, k + 2, who, at, paras, first, 1, votes=rng.randrange(-2, 60))
            else:
                up = rng.choice([first] * self.noted + tops) if self.noted or tops else None
                if up is None:
                    continue
                who = rng.choice([asker, up.who, *everybody])
                say = Say(self.serial, k + 2, who, at, [self._line(notes, 1)], up, up.level + 1)
                if up is first:
                    self.notes.add(say.id)
            say.edited = rng.random() < 0.15
            talk.says.append(say)
        for k, say in enumerate(talk.says):
            say.n = k + 1
        self.talks.append(talk)

    def answers(self, t: Talk) -> list[Say]:
        """Best first."""
        some = [s for s in t.under() if s.id not in self.notes]
        return sorted(some, key=lambda s: (-s.votes, s.id))

    def remarks(self, t: Talk, s: Say) -> list[Say]:
        return [k for k in t.under(s) if s is not t.first or k.id in self.notes]

    def best(self, t: Talk) -> Say | None:
        some = self.answers(t)
        return some[0] if some and t.id % 2 else None
