"""What boards drawn by lot say, a few rows for each language: labels, menus, notices."""
# ruff: noqa: E501 -- a language is easier to read in one line

from __future__ import annotations

from typing import Final

_KEYS = "buy sell buying selling kind quantity budget place valid posted by ref category views text quote similar tip back report home next authority client tenders projects closes award call count person phone hidden details published closed"
_TOLD = {
    "en": "Wanted|For sale|Buying requests|Selling offers|Type|Quantity|Budget|Location|Valid until|Posted|Posted by|Reference|Category|Views|Description|Send a quote|Related requests|Never pay in advance. Report suspicious offers to our team.|Back to the list|Report this notice|Home|Next|Contracting authority|Client|Tender notices|Projects|Closing date|Award notice|Contract notice|{n} notices|Contact person|Phone|Log in to see the number|Details|Published by {who} on {at}|Closed",
    "de": "Gesuch|Angebot|Gesuche|Angebote|Art|Menge|Budget|Ort|Gültig bis|Eingestellt am|Eingestellt von|Kennziffer|Rubrik|Aufrufe|Beschreibung|Angebot abgeben|Ähnliche Gesuche|Leisten Sie keine Vorkasse. Melden Sie uns verdächtige Anzeigen.|Zurück zur Liste|Anzeige melden|Startseite|Weiter|Vergabestelle|Auftraggeber|Ausschreibungen|Projekte|Angebotsfrist|Vergebener Auftrag|Auftragsbekanntmachung|{n} Anzeigen|Ansprechpartner|Telefon|Zum Anzeigen der Nummer anmelden|Details|Veröffentlicht von {who} am {at}|Beendet",
    "fr": "Demande|Offre|Demandes d'achat|Offres de vente|Type|Quantité|Budget|Lieu|Valable jusqu'au|Publié le|Publié par|Référence|Catégorie|Vues|Description|Envoyer un devis|Demandes similaires|Ne payez jamais d'avance. Signalez-nous les annonces suspectes.|Retour à la liste|Signaler cette annonce|Accueil|Suivant|Pouvoir adjudicateur|Client|Appels d'offres|Projets|Date limite|Avis d'attribution|Avis de marché|{n} annonces|Personne à contacter|Téléphone|Connectez-vous pour voir le numéro|Détails|Publié par {who} le {at}|Clos",
    "es": "Compra|Venta|Demandas de compra|Ofertas de venta|Tipo|Cantidad|Presupuesto|Ubicación|Válido hasta|Publicado|Publicado por|Referencia|Categoría|Visitas|Descripción|Enviar oferta|Anuncios relacionados|No pague por adelantado. Avise si un anuncio le parece sospechoso.|Volver a la lista|Denunciar anuncio|Inicio|Siguiente|Órgano de contratación|Cliente|Licitaciones|Proyectos|Fecha límite|Anuncio de adjudicación|Anuncio de licitación|{n} anuncios|Persona de contacto|Teléfono|Inicie sesión para ver el número|Ver más|Publicado por {who} el {at}|Cerrado",
    "it": "Cerco|Vendo|Richieste di acquisto|Offerte di vendita|Tipo|Quantità|Budget|Luogo|Valido fino al|Pubblicato il|Pubblicato da|Codice|Categoria|Visite|Descrizione|Invia preventivo|Richieste simili|Non pagate mai in anticipo. Segnalateci gli annunci sospetti.|Torna all'elenco|Segnala annuncio|Home|Successiva|Stazione appaltante|Committente|Gare d'appalto|Progetti|Scadenza|Avviso di aggiudicazione|Bando di gara|{n} annunci|Referente|Telefono|Accedi per vedere il numero|Dettagli|Pubblicato da {who} il {at}|Chiuso",
    "pt": "Compra|Venda|Pedidos de compra|Ofertas de venda|Tipo|Quantidade|Orçamento|Local|Válido até|Publicado em|Publicado por|Referência|Categoria|Visualizações|Descrição|Enviar proposta|Pedidos parecidos|Nunca pague adiantado. Denuncie anúncios suspeitos.|Voltar à lista|Denunciar|Início|Próxima|Órgão licitante|Cliente|Licitações|Projetos|Data limite|Aviso de adjudicação|Aviso de licitação|{n} anúncios|Pessoa de contato|Telefone|Entre para ver o número|Ver mais|Publicado por {who} em {at}|Encerrado",
    "ru": "Куплю|Продам|Спрос|Предложения|Тип|Количество|Бюджет|Регион|Действует до|Размещено|Разместил|Номер|Рубрика|Просмотры|Описание|Отправить предложение|Похожие заявки|Не вносите предоплату. Сообщайте нам о подозрительных объявлениях.|Назад к списку|Пожаловаться|Главная|Далее|Заказчик|Заказчик|Тендеры|Проекты|Срок подачи заявок|Итоги закупки|Извещение о закупке|Объявлений: {n}|Контактное лицо|Телефон|Войдите, чтобы увидеть номер|Подробнее|Разместил {who}, {at}|Закрыто",
    "zh-CN": "求购|供应|求购信息|供应信息|信息类型|数量|预算|所在地|有效期至|发布时间|发布人|编号|所属行业|浏览次数|详细说明|立即报价|相关求购|请勿提前汇款，发现可疑信息请向本站举报。|返回列表|举报|首页|下一页|采购人|需求方|招标公告|项目大厅|截止时间|中标公告|招标公告|共{n}条信息|联系人|电话|登录后查看电话|查看详情|{who} 发布于 {at}|已结束",
    "zh-TW": "求購|供應|求購資訊|供應資訊|類型|數量|預算|地點|有效期限|刊登日期|刊登者|編號|類別|瀏覽次數|內容說明|我要報價|相關求購|請勿先行匯款，如有可疑訊息請向本站檢舉。|回列表|檢舉|首頁|下一頁|招標機關|委託人|招標公告|專案|截止日期|決標公告|招標公告|共 {n} 筆|聯絡人|電話|登入後顯示電話|詳細內容|{who} 刊登於 {at}|已結束",
    "ja": "買いたい|売りたい|買いたい情報|売りたい情報|種別|数量|予算|所在地|有効期限|掲載日|投稿者|管理番号|カテゴリ|閲覧数|詳細|見積もりを送る|関連する情報|前払いはしないでください。不審な情報は当サイトまでご連絡ください。|一覧に戻る|通報する|ホーム|次へ|発注機関|依頼者|入札公告|案件一覧|締切日|落札結果|入札公告|全{n}件|担当者|電話番号|ログインすると番号が表示されます|詳しく見る|{who} さんが {at} に投稿|終了",
    "ko": "삽니다|팝니다|구매 요청|판매 정보|구분|수량|예산|지역|유효기간|등록일|등록자|번호|분류|조회수|상세내용|견적 보내기|관련 요청|선입금을 하지 마시고 의심스러운 글은 신고해 주세요.|목록으로|신고하기|홈|다음|발주기관|의뢰인|입찰공고|프로젝트|마감일|낙찰결과|입찰공고|총 {n}건|담당자|전화번호|로그인 후 번호 보기|자세히 보기|{who} 님이 {at}에 등록|마감",
}  # fmt: skip
_GOODS = {
    "en": "ratchet straps|oak barrels|drone batteries|paper cups|gearboxes|school desks|olive oil|fire hoses|ceramic tiles|pallet trucks",
    "de": "Spanngurte|Eichenfässer|Gabelhubwagen|Pappbecher|Getriebemotoren|Schulmöbel|Rapsöl|Feuerwehrschläuche|Bodenfliesen|Kranketten",
    "fr": "sangles d'arrimage|tonneaux en chêne|transpalettes|gobelets en carton|réducteurs|tables d'école|huile d'olive|tuyaux d'incendie|carreaux|chaînes de levage",
    "es": "eslingas|barricas de roble|transpaletas|vasos de cartón|reductores|pupitres|aceite de oliva|mangueras contra incendios|baldosas|cadenas de elevación",
    "it": "cinghie di ancoraggio|botti di rovere|transpallet|bicchieri di carta|riduttori|banchi scolastici|olio d'oliva|manichette antincendio|piastrelle|catene di sollevamento",
    "pt": "cintas de amarração|barris de carvalho|paleteiras|copos de papel|redutores|carteiras escolares|azeite|mangueiras de incêndio|azulejos|correntes de elevação",
    "ru": "стяжные ремни|дубовые бочки|гидравлические тележки|бумажные стаканы|мотор-редукторы|школьные парты|подсолнечное масло|пожарные рукава|керамическая плитка|грузовые цепи",
    "zh-CN": "捆绑带|橡木桶|手动搬运车|纸杯|减速电机|课桌椅|橄榄油|消防水带|瓷砖|起重链条",
    "zh-TW": "綑綁帶|橡木桶|油壓拖板車|紙杯|減速馬達|課桌椅|橄欖油|消防水帶|磁磚|起重鏈條",
    "ja": "ラッシングベルト|オーク樽|ハンドリフト|紙コップ|減速機|学校机|オリーブ油|消防ホース|タイル|吊りチェーン",
    "ko": "화물 고정벨트|오크통|핸드 파렛트|종이컵|감속모터|학교 책상|올리브유|소방호스|타일|체인블록",
}  # fmt: skip
_TITLES = {
    "en": "{x}, {n} pcs|Looking for {x} ({n})|{n} {x} for a depot|Need a supplier of {x}, lot {n}",
    "de": "{x}, {n} Stück|Suche {x} ({n})|{n} {x} für ein Lager|Lieferant für {x} gesucht, Los {n}",
    "fr": "{x}, {n} pièces|Cherche {x} ({n})|{n} {x} pour un dépôt|Recherche fournisseur de {x}, lot {n}",
    "es": "{x}, {n} unidades|Busco {x} ({n})|{n} {x} para un almacén|Se necesita proveedor de {x}, lote {n}",
    "it": "{x}, {n} pezzi|Cerco {x} ({n})|{n} {x} per un deposito|Cercasi fornitore di {x}, lotto {n}",
    "pt": "{x}, {n} unidades|Procuro {x} ({n})|{n} {x} para um depósito|Preciso de fornecedor de {x}, lote {n}",
    "ru": "{x}, {n} шт.|Ищем {x} ({n})|{n} {x} для склада|Нужен поставщик: {x}, лот {n}",
    "zh-CN": "{x}{n}件|急需{x}（{n}件）|仓库用{x}，共{n}件|寻{x}厂家，第{n}批",
    "zh-TW": "{x}{n}件|急需{x}（{n}件）|倉庫用{x}，共{n}件|徵{x}廠商，第{n}批",
    "ja": "{x} {n}個|{x}を探しています（{n}個）|倉庫用の{x}、{n}点|{x}の仕入先募集 第{n}回",
    "ko": "{x} {n}개|{x} 구합니다 ({n}개)|창고용 {x}, {n}점|{x} 공급업체 모집 {n}차",
}  # fmt: skip
_TEXTS = {
    "en": "We need {n} pieces of {x} for our site in {city}, delivered in two lots.|Please offer {x}: {n} pieces, packed on pallets, free {city}.|Our warehouse near {city} is looking for {x}, about {n} a month, samples first.|{n} {x} wanted in {city}, new or little used, payment within thirty days.",
    "de": "Wir benötigen {n} Stück {x} für unseren Standort in {city}, Lieferung in zwei Teilen.|Bitte bieten Sie {x} an: {n} Stück, auf Paletten, frei {city}.|Unser Lager bei {city} sucht {x}, etwa {n} im Monat, zuerst Muster.|{n} {x} nach {city} gesucht, neu oder wenig gebraucht, Zahlung binnen dreißig Tagen.",
    "fr": "Nous avons besoin de {n} pièces ({x}) pour notre site de {city}, livraison en deux lots.|Merci de nous proposer {x} : {n} pièces, sur palettes, franco {city}.|Notre entrepôt près de {city} cherche {x}, environ {n} par mois, échantillons d'abord.|{n} {x} recherchés à {city}, neufs ou peu utilisés, paiement à trente jours.",
    "es": "Necesitamos {n} piezas de {x} para nuestra planta de {city}, en dos entregas.|Rogamos oferta de {x}: {n} piezas, en palés, puesto en {city}.|Nuestro almacén cerca de {city} busca {x}, unas {n} al mes, primero muestras.|Se buscan {n} {x} en {city}, nuevos o poco usados, pago a treinta días.",
    "it": "Ci servono {n} pezzi di {x} per la nostra sede di {city}, consegna in due lotti.|Si prega di offrire {x}: {n} pezzi, su pallet, franco {city}.|Il nostro magazzino vicino a {city} cerca {x}, circa {n} al mese, prima i campioni.|Cerchiamo {n} {x} a {city}, nuovi o poco usati, pagamento a trenta giorni.",
    "pt": "Precisamos de {n} peças de {x} para a nossa unidade em {city}, em duas entregas.|Favor cotar {x}: {n} peças, em paletes, posto em {city}.|Nosso depósito perto de {city} procura {x}, cerca de {n} por mês, amostras primeiro.|Procuram-se {n} {x} em {city}, novos ou pouco usados, pagamento em trinta dias.",
    "ru": "Нам нужны {x}, {n} шт., для площадки в городе {city}, поставка двумя партиями.|Просим предложить {x}: {n} шт., на паллетах, до склада {city}.|Наш склад под городом {city} ищет {x}, около {n} в месяц, сначала образцы.|Требуются {x} ({n} шт.) в {city}, новые или мало б/у, оплата в течение тридцати дней.",
    "zh-CN": "我司{city}工厂需要{x}{n}件，分两批交货，请报含税价。|请报价：{x}{n}件，托盘包装，送货到{city}。|{city}附近仓库长期采购{x}，每月约{n}件，先看样品。|{city}求购{x}{n}件，全新或少用均可，三十天内付款。",
    "zh-TW": "本公司{city}廠需要{x}{n}件，分兩批交貨，請報含稅價。|請報價：{x}{n}件，棧板包裝，送貨到{city}。|{city}附近倉庫長期採購{x}，每月約{n}件，先看樣品。|{city}求購{x}{n}件，全新或少用均可，三十天內付款。",
    "ja": "{city}の拠点で{x}を{n}個必要としています。納品は二回に分けてください。|{x}を{n}個、パレット積みで{city}渡しの見積もりをお願いします。|{city}近くの倉庫で{x}を月に約{n}個探しています。まずは見本から。|{city}で{x}を{n}個求めています。新品でも中古でも可、支払いは三十日以内。",
    "ko": "{city} 사업장에서 쓸 {x} {n}개가 필요합니다. 두 번에 나누어 납품해 주세요.|{x} {n}개를 팔레트 포장, {city} 도착도 조건으로 견적 부탁드립니다.|{city} 근처 창고에서 {x}를 매달 약 {n}개 찾습니다. 샘플 먼저 부탁합니다.|{city}에서 {x} {n}개를 구합니다. 새것이나 중고 모두 가능, 30일 이내 결제.",
}  # fmt: skip
MORE: Final = {
    "en": "Delivery time as short as you can make it.|Certificates must come with the offer.",
    "de": "Lieferzeit so kurz wie möglich.|Zeugnisse bitte mit dem Angebot.",
    "fr": "Délai aussi court que possible.|Joindre les certificats à l'offre.",
    "es": "Plazo de entrega lo más corto posible.|Los certificados deben acompañar la oferta.",
    "it": "Consegna nel più breve tempo possibile.|Allegare i certificati all'offerta.",
    "pt": "Prazo de entrega o mais curto possível.|Os certificados devem acompanhar a proposta.",
    "ru": "Срок поставки как можно короче.|Сертификаты приложите к предложению.",
    "zh-CN": "交货期越短越好。|报价时请附合格证书。",
    "zh-TW": "交期越短越好。|報價時請附合格證書。",
    "ja": "納期はできるだけ短くお願いします。|証明書を見積もりに添えてください。",
    "ko": "납기는 짧을수록 좋습니다.|견적에 인증서를 첨부해 주세요.",
}
DAYS: Final = {
    "en": ("%d %b %Y", "%B %d, %Y", "%Y-%m-%d"), "de": ("%d.%m.%Y",), "fr": ("%d/%m/%Y",), "es": ("%d/%m/%Y", "%d-%m-%Y"),
    "it": ("%d/%m/%Y",), "pt": ("%d/%m/%Y",), "ru": ("%d.%m.%Y",), "zh-CN": ("%Y-%m-%d", "%Y年%m月%d日", "%Y/%m/%d"),
    "zh-TW": ("%Y-%m-%d", "%Y/%m/%d", "%Y年%m月%d日"), "ja": ("%Y年%m月%d日", "%Y/%m/%d"), "ko": ("%Y-%m-%d", "%Y.%m.%d"),
}  # fmt: skip
LANGUAGES: Final = tuple(_TOLD)


def ui_of(lang: str) -> dict[str, str]:
    """What a board in this language calls its fields, lists and buttons."""
    return dict(zip(_KEYS.split(), _TOLD[lang].split("|"), strict=True))


def said_of(lang: str) -> tuple[list[str], list[str], list[str]]:
    """Goods, titles and texts of notices; `{x}`, `{n}` and `{city}` stand in the latter two."""
    return _GOODS[lang].split("|"), _TITLES[lang].split("|"), _TEXTS[lang].split("|")
