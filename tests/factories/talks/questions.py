"""Questions, answers and notes under both in eight languages, with an answer held to be the best."""
# ruff: noqa: E501 -- lists of sentences are easier to read in long lines

from __future__ import annotations

from datetime import timedelta
from html import escape
from typing import ClassVar

from tests.factories.talks.world import Say, Site, Talk

# language -> titles, questions, answers, notes, names
_SAID: dict[str, tuple[list[str], list[str], list[str], list[str], list[str]]] = {
    "en": (
        ["Why does my compressor trip the breaker at {n} rpm?", "How to price {n} custom brackets", "Can two landlords share one boiler contract?",
         "Best way to seal a {n} litre tank", "Replacing bearings on an old lathe", "Which permit for a food truck?", "Bulk order of {n} jars arrived broken", "Is a second scale worth it"],
        ["I have had this for {n} days now and the supplier only shrugs. What would you check first?", "We make about {n} of them a week in a small shop near Leeds and lose money on every fifth one.",
         "The manual says nothing about it. I measured {n} volts at the terminal, which looks fine to me.", "Looking for a firm that does this properly; our last one went out of business in 2021.",
         "My budget is {n} dollars at the most, delivery before spring would be ideal.", "Is there any rule of thumb for this, or do I need an engineer?"],
        ["Swap the capacitor first. It costs less than {n} cents and fails all the time.", "You want to talk to your insurer before anybody touches it. Ours refused to pay because of clause {n}.",
         "I did exactly that in 2019 and regretted it. Buy the bigger one.", "No.", "There are three things to look at. The belt, the belt and the belt.",
         "A friend of mine runs a shop with {n} of those. He cleans them every Friday and has never had a failure.", "Ask for a quote in writing, then ask two more people. Prices differ by {n} percent."],
        ["Thanks, that did it.", "Could you add the model number?", "Which one did you take in the end, the {n}?", "This is wrong since the new rules of 2024.", "Same here, {n} times this month."],
        ["Harriet Bloom", "valve_guy", "s.okafor", "Dmitri", "tinkerer88", "Lena K", "Old Tom", "mick-o", "Ruth Feld", "quietforge", "J. P. Moss", "pia"],
    ),
    "zh": (
        ["公司注册资金{n}万需要实缴吗", "空调外机漏水怎么处理？", "做外贸{n}美元的货怎么报关", "小作坊想买台二手打包机", "请问电动叉车充不进电是什么原因", "个体户开票超过{n}万怎么办", "厂房租金一般怎么谈"],
        ["刚接手一个小厂，师傅说要换配件，报价{n}元，感觉有点贵，大家帮忙看看值不值。", "问了好几家都说不清楚，网上查的也不一样。", "机器是前年买的，用了大概{n}个小时，最近老是自动停。", "我在苏州，想找个靠谱的供应商，长期合作。", "有没有懂行的朋友指点一下，感谢！"],
        ["这个情况多半是接触器烧了，换一个也就{n}块钱，自己就能弄。", "不需要的，现在都是认缴制，五年内缴足就行。", "建议先找当地代理公司问一下，费用大概{n}左右。", "别听他们忽悠，我干这行十年了，没见过这样收费的。", "可以的", "看你量大不大，一个月{n}件以上才有得谈。"],
        ["那需要准备哪些材料呢？", "谢谢，已经解决了。", "带上身份证和租赁合同就可以了。", "楼上说的不对，现在改了。", "我也遇到了，换了{n}次都没用。"],
        ["雨过天晴", "老张说机械", "zhao_lei", "南方的树", "会计小王", "tony姐姐", "阿辉", "路人甲009", "青山不改", "豆腐西施"],
    ),
    "zht": (
        ["請問{n}坪的店面冷氣要幾噸？", "公司網路每天{n}點就斷線", "想找可以代工{n}個的包材廠", "印表機一直卡紙該怎麼處理", "請益進口報關流程", "二手攪拌機哪裡買比較好"],
        ["如題，目前狀況是重開機之後會好個{n}分鐘，然後又不行了。", "已經試過換線也試過重設，結果都一樣，不知道還有什麼方法？", "老闆給的預算是{n}元，麻煩各位前輩給點意見。", "爬了很多文章還是看不懂，先謝謝大家。"],
        ["可以先看一下事件紀錄，通常會有錯誤碼{n}之類的訊息。", "我們公司之前也遇過，後來是換交換器才解決的。", "建議直接找原廠，保固內免費。", "這個價格不太可能啦，光是材料就要{n}了。", "同意樓上，另外記得備份。"],
        ["感謝回覆，我明天試試看。", "請問型號是哪一台？", "已經試過了，沒有用。", "補充一下，{n}版以後就沒有這個選項了。"],
        ["阿明師", "coffee貓", "kevin_lin", "小資女孩", "機電老宅男", "Mavis", "台中阿伯", "wind0812"],
    ),
    "de": (
        ["Heizung zeigt Fehler {n}, was tun?", "Gewerbe anmelden für {n} Euro Umsatz?", "Wer haftet bei falscher Lieferung?", "Gabelstapler gebraucht kaufen, worauf achten?", "Darf der Vermieter {n} Euro Kaution verlangen?", "Etikettendrucker für kleinen Betrieb gesucht"],
        ["Hallo zusammen, seit gestern geht bei uns nichts mehr und der Kundendienst kommt erst in {n} Tagen.", "Ich habe schon alles gelesen, was ich finden konnte, aber jeder schreibt etwas anderes.", "Wir sind ein Betrieb mit {n} Leuten in der Nähe von Kassel.", "Hat jemand Erfahrung damit und kann mir eine Firma nennen?", "Vielen Dank schon mal für eure Hilfe!"],
        ["Das ist meistens nur der Drucksensor, der kostet um die {n} Euro.", "Frag beim Steuerberater nach, alles andere ist Raten.", "Nein, das darf er nicht. Schau in Paragraph {n} nach.", "Bei uns hat es geholfen, das Gerät zehn Minuten vom Strom zu nehmen.", "Ich würde ein neues nehmen. Gebrauchte haben fast immer {n} Stunden mehr als angegeben.", "Ja."],
        ["Danke, das probiere ich gleich mal.", "Welches Modell hast du denn?", "Stimmt so nicht, seit 2023 gilt etwas anderes.", "Und was hat das am Ende gekostet, mehr als {n}?"],
        ["Bastelfuchs", "Karin1964", "heizer_udo", "MaxMustermann7", "Sternchen", "RA Vogel", "tobi.k", "Omi59", "Werkstattleiter"],
    ),
    "es": (
        ["¿Cómo facturo {n} euros a un cliente de Portugal?", "La cámara frigorífica no baja de {n} grados", "¿Alguien conoce un proveedor de cajas?", "Problema con el datáfono", "¿Merece la pena un horno de segunda mano?", "Licencia para abrir un taller"],
        ["Llevo {n} días intentando resolverlo y nadie me da una respuesta clara.", "Tengo una panadería pequeña en Murcia y no puedo gastar mucho.", "El técnico me pide {n} euros solo por venir a mirar.", "¿Qué haríais vosotros en mi lugar?", "Busco una empresa seria que me haga un presupuesto."],
        ["Lo primero es mirar el termostato, suele costar unos {n} euros.", "A mí me pasó lo mismo y era el cable.", "Tienes que darte de alta en el registro, tarda unas {n} semanas.", "Yo compré uno así en 2018 y todavía funciona sin problemas.", "Depende de la comunidad autónoma.", "Sí, sin duda."],
        ["Gracias, me ha servido.", "¿De qué marca es?", "Eso cambió el año pasado.", "A mí me cobraron {n}."],
        ["lucia_m", "Paco Herrero", "elTornillo", "Nuria V.", "jordi77", "Maricarmen", "tallerSur", "beto"],
    ),
    "ja": (
        ["インボイス登録は売上{n}万円でも必要ですか", "業務用冷蔵庫から異音がします", "中古のフォークリフトを買いたい", "{n}枚のチラシを安く印刷するには", "工場の床塗装について教えてください", "見積もりの有効期限とは"],
        ["先月から調子が悪く、修理に{n}円かかると言われました。高いでしょうか。", "個人で小さな店をやっています。詳しい方、よろしくお願いします。", "取扱説明書には何も書いてありませんでした。", "おすすめの業者があれば教えてほしいです。", "{n}台くらい必要になりそうです。"],
        ["部品代だけなら{n}円くらいです。他の業者にも見積もりを取ってみてください。", "うちも同じ症状でしたが、ファンの交換で直りました。", "税務署に聞くのが一番確実です。", "必要ありません。", "使う頻度によります。週に{n}回以上なら新品をおすすめします。", "商工会議所で相談できますよ。"],
        ["早速のご回答ありがとうございました。", "型番はわかりますか？", "やってみます。", "{n}年に法律が変わりましたよ。"],
        ["mochi_0415", "たけし", "工務店の二代目", "hana", "kuroneko2", "経理のひと", "sato_k", "ゆず"],
    ),
    "pt": (
        ["Procuro fornecedor de {n} caixas por mês", "Compro torno usado até {n} reais", "Preciso de eletricista para padaria", "Procura-se empilhadeira elétrica", "Compra de {n} uniformes bordados", "Busco contador para pequena oficina"],
        ["Estamos abrindo uma segunda unidade e precisamos de {n} peças até o fim do mês.", "Aceito propostas com frete incluso, pagamento em até {n} dias.", "De preferência na região de Campinas, mas avalio outras.", "Mande foto e preço, por favor.", "Já tive problema com um fornecedor, então quero referências."],
        ["Tenho disponível, faço por {n} cada.", "Trabalhamos com isso desde 1998, posso passar um orçamento.", "Qual a quantidade exata?", "Já comprei com eles e demorou {n} dias para chegar.", "Interessado, mandei mensagem.", "Ainda precisa?"],
        ["Obrigado, vou olhar.", "Pode mandar foto?", "Fechado por {n}."],
        ["Marcão", "oficina_dois", "Teresa L.", "joao.p", "Nilza", "ferro_velho", "Bruno Dias", "Seu Zé"],
    ),
    "ru": (
        ["Как выбрать компрессор на {n} литров?", "Кто делает коробки от {n} штук", "Станок останавливается сам", "Нужен ли кассовый аппарат?", "Где заказать вывеску", "Поставщик вернул {n} рублей, что дальше"],
        ["Купили в прошлом году, отработал {n} часов и начал капризничать.", "Живём в Туле, местные мастера разводят руками.", "Бюджет до {n} рублей, больше не потянем.", "Подскажите, пожалуйста, кто сталкивался.", "Ищу подрядчика, который сделает под ключ."],
        ["Скорее всего, датчик. Стоит рублей {n}, меняется за час.", "Обратитесь в налоговую, там ответят письменно.", "У нас такой же, работает пятый год без ремонта.", "Берите с запасом, не пожалеете.", "Нет.", "Посмотрите пункт {n} договора, обычно всё там."],
        ["Спасибо, помогло!", "А какая модель?", "С 2023 года правила другие.", "У меня {n} таких случаев было."],
        ["Валерий П.", "masha_t", "Инженер74", "Ольга", "dimon", "Слесарь", "Петрович", "k.lebedev"],
    ),
}  # fmt: skip

# how titles begin that would be another's
_FOR = {
    "en": ["[Series {n}]", "Unit {n}:", "After {n} months:", "Model X{n}:"],
    "zh": ["{n}型号：", "第{n}次问：", "急！{n}："],
    "zht": ["型號{n}：", "第{n}次問："],
    "de": ["Modell {n}:", "Nach {n} Tagen:", "Halle {n}:"],
    "es": ["Modelo {n}:", "Local {n}:"],
    "ja": ["型番{n}：", "{n}日目："],
    "pt": ["Lote {n}:", "Pedido {n}:"],
    "ru": ["Модель {n}:", "Цех {n}:"],
}


class Asked(Site):
    """Questions with answers (level 1) and notes (level 2) under either."""

    count = 36
    size = 99
    nested = 2
    quotes = 0.0
    notes = 0.35  # how likely something has notes under it
    best_share = 0.5
    tag_names: ClassVar[tuple[str, ...]] = ("money", "machines", "law", "transport", "hiring")
    sections = False

    def __post_init__(self) -> None:
        self.best: dict[int, Say] = {}
        super().__post_init__()
        self.folk = _SAID[self.lang][4]
        self.talks.sort(key=lambda t: -t.first.at.timestamp())

    def _talk(self, n: int) -> None:
        rng, said = self.rng, _SAID[self.lang]
        self.folk = said[4]
        began = self.now - timedelta(
            days=0.1 + 300 * rng.random() ** 2, seconds=rng.randrange(3600)
        )
        title = rng.choice(said[0]).format(n=rng.randrange(12, 990))
        if any(t.title == title for t in self.talks):  # few ask under another's title
            title = f"{rng.choice(_FOR[self.lang]).format(n=rng.randrange(12, 990))} {title}"
        talk = Talk(1000 + 37 * n, title, n % len(self.rooms), [], locked=n % 9 == 4)
        talk.tags = (n % 5, (n * 3 + 1) % 5)
        answers = 13 if n == 3 else rng.choice((0, 0, 1, 1, 2, 3, 4, 6))
        span = (self.now - began) / (answers * 3 + 4)
        self._say(talk, None, 1, began, span)
        for _ in range(answers):
            answer = self._say(talk, talk.first, 2, talk.last.at, span)
            if rng.random() < self.notes:
                for _ in range(rng.choice((1, 1, 2))):
                    self._say(talk, answer, 3, talk.last.at, span)
        if rng.random() < self.notes:
            self._say(talk, talk.first, 3, talk.last.at, span)
        answers_ = self.answers(talk)
        if answers_ and rng.random() < self.best_share:
            self.best[talk.id] = rng.choice(answers_)
        self.talks.append(talk)

    def _say(self, talk: Talk, up: Say | None, kind: int, after, span) -> Say:  # type: ignore[no-untyped-def]
        rng = self.rng
        pool = _SAID[self.lang][kind]
        glue = "" if self.lang in ("zh", "zht", "ja") else " "
        count = {1: (2, 3), 2: (1, 1, 2, 3), 3: (1,)}[kind]
        paras = [
            glue.join(s.format(n=rng.randrange(12, 9900)) for s in rng.sample(pool, k))
            for k in ([rng.choice(count)] if rng.random() < 0.7 else [1, rng.choice(count)])
        ]
        if kind == 3 or paras[0] in paras[-1]:
            paras = paras[-1:]
        self.serial += rng.randrange(1, 9)
        who = rng.choice(self.folk)
        if up and kind == 3 and rng.random() < 0.4:
            who = talk.first.who
        if self.anonymous and rng.random() < 0.2:
            who = self.anonymous
        say = Say(
            self.serial, len(talk.says) + 1, who,
            after + span * (0.1 + rng.random() * 0.8) if talk.says else after, paras, up, kind - 1,
        )  # fmt: skip
        say.votes, say.edited = rng.randrange(-1, 40), rng.random() < 0.25
        while any(s.text == say.text and s.who == say.who for s in talk.says):
            say.who = rng.choice(self.folk)  # nobody says the same twice
        talk.says.append(say)
        return say

    def answers(self, t: Talk, sort: str = "votes") -> list[Say]:
        out = [s for s in t.says if s.level == 1]
        return sorted(out, key=lambda s: -s.votes) if sort == "votes" else out

    def under(self, t: Talk, say: Say) -> list[Say]:
        """The notes under a question or an answer."""
        return [s for s in t.says if s.level == 2 and s.up is say]

    def like(self, t: Talk, count: int = 5) -> list[Talk]:
        """Other questions that a page names beside this one."""
        at = self.talks.index(t)
        return [o for o in (self.talks[at + 1 :] + self.talks[:at])[: count * 3 : 3] if o is not t]

    def some(self, q: dict[str, str]) -> list[Talk]:
        """The list in the order asked for."""
        sort = q.get("sort") or q.get("filter") or ""
        if sort in ("unanswered", "open"):
            return [t for t in self.talks if not self.answers(t)]
        if sort in ("votes", "hot"):
            return sorted(self.talks, key=lambda t: -t.first.votes)
        return self.talks

    def tagged(self, name: str) -> list[Talk]:
        n = self.tag_names.index(name) if name in self.tag_names else -1
        return [t for t in self.talks if n in t.tags]

    def asked_by(self, uid: int) -> list[Talk]:
        return [t for t in self.talks if self.uid(t.first.who) == uid]

    def cutting(self, t: Talk, size: int = 70) -> str:
        words = t.first.paras[0]
        return escape(words[:size] + ("…" if len(words) > size else ""))
