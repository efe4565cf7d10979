"""What notices, boards and boxes call their values, in the languages of the trade: one table for
all who read labels. What directories call the values of a company: company_labels.py."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from leadminer.mining.extraction.values.gated import Gated

# in labels and headings of tenders and purchases
OF_NEEDS: Final = Gated(
    r"tender|deadline|closing|procure|bid\b|\bbids\b|contract|notice|quantity|budget|rfq|lot\b|"
    r"招标|投标|采购|开标|截止|预算|招標|採購|開標|標案|入札|公告|"
    r"ausschreib|vergabe|frist|marché|appel d|licita|bando|gara|тендер|закуп|przetarg|"
    r"zamówieni|ofert|aanbested|inschrijv|upphandling|anbud|zakázk|közbeszerz|achiziț|διαγωνισμ|מכרז|مناقصة|منافسة|عطاء|"
    r"đấu thầu|mời thầu|gói thầu|จัดซื้อ|ประกาศ|ihale|입찰|공고|개찰|마감|조달|調達|開札|契約|"
    r"lelang|pengadaan|निविदा",
    re.I,
)
# what such labels begin with
_NEED_LABEL: Final = re.compile(
    r"^(?:closing|deadline|due|tender|bid|lot|cpv|contract|procurement|notice|quantity|qty|moq|"
    r"budget|estimated value|value|price|valid|expir|publication date|published|reference(?!s)|rfq|"
    r"required|delivery|destination|condition|menge|stückzahl|preis|frist|abgabefrist|zustand|"
    r"vergabe|auftrags|quantité|prix|date limite|échéance|marché|avis|cantidad|precio|plazo|fecha|"
    r"licitaci|presupuesto|quantidade|preço|prazo|orçamento|licitação|quantità|prezzo|scadenza|"
    r"gültig|valable|válid|valid[oae]\b|действ|유효|有効期限|"
    r"anzahl|auftragswert|livraison|référence|entrega|referencia|referência|consegna|importo|"
    r"бюджет|кол-во|объ[её]м|стоимость|начальная|"
    r"numer ogłoszenia|ogłoszen|zamówieni|wartość|tryb|data publikacji|ihale|teklif|son başvuru|"
    r"gara|bando|количество|цена|срок|закупк|тендер|лот|ilość|cena|termin|miktar|fiyat|"
    r"数量|采购数量|需求数量|预算|价格|单价|报价|有效期|截止|交货|交期|规格|型号|项目|招标|投标|开标|公告|采购|求购|品目|"
    r"數量|預算|價格|有效期|交期|規格|數量|予算|納期|締切|募集|案件|希望|掲載日|수량|예산|가격|납기|마감|"
    r"số lượng|giá|hạn|ngân sách|"
    r"e-?published|opening date|work (?:description|item|category)|name of work|emd\b|"
    r"form of contract|"
    r"標案|招標|開標|決標|截止|採購|公告|履約|調達|入札|開札|契約|納入|履行|공고|입찰|개찰|배정예산|"
    r"추정가격|계약방법|사업금액|게시일시|gói thầu|bên mời|thời điểm (?:đóng|mở)|"
    r"pagu|hps\b|lelang|paket|pengadaan|ประกาศ|จัดซื้อ|ราคากลาง|งบประมาณ|วันสิ้นสุด|วิธีการจัด|"
    r"निविदा|अंतिम तिथि|"
    r"(?:رقم|نوع|رسوم|[اإأ]سم|عنوان|موضوع)\s+(?:ال)?(?:مناقص|عطاء|منافس)|الضمان البنكي|آخر موعد|"
    r"تاريخ (?:الإغلاق|الاغلاق|فتح|الطرح|النشر))",
    re.I,
)
# when it was posted
PUBLISHED: Final = re.compile(
    r"publi|posted|post date|posting|announce|issued?\b|released|advertised|date listed|floated|"
    r"发布|發布|发表|公告时间|公告日期|公告日|公示时间|刊登|信息时间|veröffentlich|bekanntmachung|"
    r"eingestellt am|등록일|"
    r"erschienen|mise en ligne|parution|pubblica|опубликован|размещ|yayın|ilan tarihi|掲載|公示日|"
    r"公開日|게시|공고일|đăng|ogłoszeni|วันที่(?:ลง)?ประกาศ|เผยแพร่|"
    r"تاريخ (?:النشر|الطرح|الإعلان)",
    re.I,
)
# until when something is due
DUE: Final = re.compile(
    r"获取|递交|报名|开启|响应|评审|签订|成交|工期|售|open|start|end\b|submi|valid|clarif|begin|until|"
    r"bis\b|jusqu|hasta|fin\b|termine|до\b",
    re.I,
)
# what a notice is called
NAMED: Final = re.compile(
    r"(?:(?:tender|bid|notice|project|contract|rfq|lot|opportunity)\s+)?(?:title|subject|name)|"
    r"(?:tender|bid|notice|contract|lot) description|"
    r"(?:采购|招标|工程)?(?:项目|标项)?名称|标题|公告标题|標案名稱|案名|件名|"
    r"(?:調達)?案件名称?|工事名|業務名|品名|objet|"
    r"(?:objet|objeto|oggetto|объект|предмет|przedmiot)(?: \S{2,12}){0,3}|betreff|titel|"
    r"bezeichnung|"
    r"наименование(?: объекта)?(?: закупки)?|공고명|입찰건명|"
    r"(?:tên|nội dung) gói thầu|nama (?:paket|tender|pekerjaan|pengadaan)|[اإأ]سم (?:المناقص|"
    r"المنافس)[ةه]|"
    r"(?:عنوان|موضوع) (?:المناقصة|"
    r"المنافسة)|"
    r"name of (?:the )?work|work (?:title|name)|items?(?: name| description)?|เรื่อง|"
    r"ชื่อ(?:โครงการ|ประกาศ|งาน)",
    re.I,
)
# ... where that is its subject
SUBJECT: Final = re.compile(
    r"subject|title|betreff|titel|objet|asunto|assunto|oggetto|тема|temat|konu|tiêu đề|เรื่อง|"
    r"标题|標題|主旨|主題|件名|題名|제목|موضوع|العنوان",
    re.I,
)
# an office or authority
BODY_OF: Final = re.compile(
    r"(?:contracting |procuring |public )?(?:entity|authority|body|buyer|organi[sz]ation|agency|"
    r"ministry|department|institution)(?: name| chain)?|机关名称|機關名稱|发包单位|业主单位|"
    r"発注機関|"
    r"official name|organismo|entidad|organisme|ente|заказчик|수요기관|공고기관|idare|"
    r"الجهة(?:[\s/].*)?|"
    r"chủ đầu tư|bên mời thầu|(?:k/l/pd/)?instansi.{0,20}|satuan kerja|"
    r"หน่วยงาน|担当課|発注課|調達機関|公告機関",
    re.I,
)
# who buys
BUYER: Final = re.compile(
    r"(?:name (?:and address )?of (?:the )?)?(?:official |public )?(?:buyer|purchaser|"
    r"contracting (?:authority|entity|body|organi[sz]ation)|awarding (?:authority|body)|"
    r"procuring (?:entity|agency|organi[sz]ation)|procurement entity|"
    r"purchasing (?:entity|authority|organi[sz]ation|company)|issuing (?:authority|entity|agency)|"
    r"tendering (?:authority|entity)|buying organi[sz]ation|implementing agency)"
    r"(?:['’]s)?(?: (?:official )?name)?|"
    r"(?:采购|採購|招标|招標|发包|發包|需求|求购|求購|采购业主|建设)"
    r"(?:人|单位|單位|方|机构|機關|機構|业主)(?:信息)?(?:的)?(?:名称|名稱|全称)?|機關名稱|"
    r"(?:öffentlicher )?auftraggeber|vergabestelle|beschaffer|"
    r"(?:nom (?:et adresse )?(?:officiels? )?de l['’])?(?:organisme )?"
    r"acheteur(?: public)?|pouvoir adjudicateur|entité adjudicatrice|maître d['’]ouvrage|"
    r"(?:organismo|entidad|órgano) (?:contratante|de contratación|compradora?)|comprador|"
    r"stazione appaltante|amministrazione (?:aggiudicatrice|appaltante)|ente appaltante|"
    r"committente|entidade (?:adjudicante|contratante)|órgão (?:comprador|contratante)|"
    r"aanbestedende dienst|opdrachtgever|zamawiający|"
    r"(?:наименование )?заказчик(?:а)?|покупатель|замовник|idare(?:nin)? adı|zadavatel|"
    r"upphandlande (?:myndighet|enhet)|ordregiver|oppdragsgiver|hankintayksikkö|ajánlatkérő|"
    r"client|cliente|donneur d['’]ordre|委托人|委託人|委托方|委託方|依頼者|依頼主|의뢰인|의뢰자|"
    r"órgão licitante|"
    r"autoritatea contractantă|αναθέτουσα αρχή|発注(?:者|機関|元)|調達機関|수요기관|"
    r"발주(?:기관|처)|"
    r"bên mời thầu|chủ đầu tư",
    re.I,
)
# over a box about who placed it
WHOSE_BOX: Final = re.compile(
    r"(?:about |contact )?(?:the )?(?:buyer|seller|supplier|advertiser|vendor|poster|purchaser|"
    r"requester|client|employer|customer|job poster|project owner)"
    r"(?:['’]s)?(?: (?:info(?:rmation)?|details?|profile|contacts?))?|posted by|"
    r"listed by|"
    r"(?:采购商|供应商|采购方|求购方|买家|卖家|商家|店铺|企业|公司|发布者|发布人|发布企业|"
    r"雇主|客户|需求方|甲方|发包方|案主|業主|業者|客戶|發案者|採購商|供應商|"
    r"買家|賣家|商家|刊登者|刊登人)(?:信息|资料|档案|名片|資料|資訊)?|"
    r"(?:出品者|販売者|掲載者|掲載企業|募集者|依頼者|依頼主|発注者|クライアント)(?:情報|について)?|(?:판매자|구매자|"
    r"등록업체|게시자|의뢰인|클라이언트|발주자|고객) ?(?:정보)?|"
    r"(?:thông tin )?(?:người bán|người mua|người đăng|nhà cung cấp)|(?:info )?(?:penjual|pembeli)|"
    r"(?:ข้อมูล)?(?:ผู้ขาย|ผู้ซื้อ|ผู้ประกาศ)|(?:معلومات )?(?:البائع|المشتري|المعلن)|anbieter|verkäufer|"
    r"auftraggeber|kunde|(?:über den |zum )?(?:auftraggeber|anbieter|kunden)|"
    r"(?:à propos du )?(?:client|donneur d'ordre|porteur de projet)|"
    r"(?:sobre (?:el|o) )?(?:cliente|empleador|contratante)|(?:informazioni sul )?committente|"
    r"(?:о )?(?:заказчике?|клиенте?|работодател[ье])|opdrachtgever|zleceniodawca|işveren|müşteri|"
    r"khách hàng|nhà tuyển dụng|klien|pemberi kerja|ผู้ว่าจ้าง|صاحب (?:المشروع|العمل)|"
    r"vendeur|acheteur|annonceur|vendedor|comprador|anunciante|venditore|inserzionista|продавец|"
    r"покупатель|sprzedawca|ogłoszeniodawca|satıcı|alıcı",
    re.I,
)
# beside the board a text stands on
BOARD: Final = re.compile(
    r"^(?:看板|版块|版面|板块|所属分类|所属栏目|分类|栏目|类别|類別|行业|category|forum|board|section|kategorie|rubrik|"
    r"bereich|catégorie|rubrique|categoría|categoria|sezione|sección|seção|раздел|カテゴリー?|フォーラム|"
    r"chuyên mục|분류|"
    r"component|komponente|composant|componente|componenti?|компонент|komponent|bileşen|thành phần|"
    r"组件|组成部分|模块|模組|元件|コンポーネント|컴포넌트)\s*[:：]?$",
    re.I,
)
# over a text, saying only that it follows
TEXT_FOLLOWS: Final = re.compile(
    r"(?:(?:product |detailed |full |job |item )?descriptions?|details?|beschreibung|"
    r"artikelbeschreibung|description (?:du produit|détaillée)|descripción|descrição|descrizione|"
    r"omschrijving|opis|описание|message|nachricht|详细描述|詳細描述|描述|内容|內容|详细内容|説明|"
    r"詳細|内容说明|內容說明|详细说明|詳細內容|詳細說明|需求描述|项目描述|상세\s?내용|내용|설명|본문|"
    r"질문 내용|mô tả)\s*[:：]?",
    re.I,
)

# in the panel beside a post about who wrote it
OF_MEMBERS: Final = re.compile(
    r"joined|join date|registered|member since|posts|messages|reputation|karma|"
    r"mitglied seit|registriert(?: seit)?|dabei seit|beiträge|inscrit(?: le)?|inscription|"
    r"registrado|mensajes|iscritto(?: dal)?|messaggi|registrato|membro desde|mensagens|"
    r"регистрация|зарегистрирован|сообщени[яй]|"
    r"注册(?:时间|日期)?|註冊(?:時間|日期)?|加入时间|帖子|发帖|积分|威望|文章數?|登録日|投稿数|가입일?|게시글",
    re.I,
)
# what a row calls its one link, where its title is none
LEADS_ON: Final = re.compile(
    r"(?:(?:show |see |view |read |full |more |the )*"
    r"(?:details?|more|notice|tender|request|project|post|thread)|view|open|"
    r"(?:mehr |zu den |zur )?(?:details|lesen|anzeigen|ansehen|anzeige|ausschreibung)|mehr|"
    r"weiterlesen|en savoir plus|"
    r"(?:voir |lire )?(?:(?:le |les |plus de )?détails?|la (?:suite|fiche|annonce)|plus)|"
    r"l['’]annonce|"
    r"(?:ver |leer )?(?:más|detalles?|anuncio)|ver|(?:ver |ler |saiba )?(?:mais|detalhes)|"
    r"(?:vedi |leggi |vai al )?(?:dettagli[oa]?|tutto|scheda|annuncio)|leggi|"
    r"подробнее|читать (?:далее|дальше)|открыть|смотреть|"
    r"(?:点击|點擊|點選)?(?:查看|阅读|閱讀|了解|瀏覽)?(?:更多|详情|詳情|详细|詳細|全文|内容|內容|詳細內容|详细内容)|查看|"
    r"(?:もっと|詳しく|続きを|詳細を?)(?:見る|読む)?|(?:자세히|더|상세)\s?(?:보기|알아보기)?|"
    r"xem (?:thêm|chi tiết)|chi tiết|selengkapnya|lihat detail|szczegóły|więcej|detaylar|devamı|"
    r"التفاصيل|المزيد|עוד|פרטים|ดูรายละเอียด|อ่านต่อ)[\s.…>»›→]*",
    re.I,
)


@lru_cache(maxsize=5_000)
def is_notice_label(label: str) -> bool:
    """Whether a label tells of a need or an offer (a deadline, a quantity), not of a company."""
    return bool(_NEED_LABEL.match(label.strip()))
