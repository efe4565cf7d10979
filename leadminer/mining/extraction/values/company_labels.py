"""What directories call the fields of a company, in the languages we read.

A label is folded (width, case, numbers, what stands in brackets) and then looked up; a compound
("Tel/Fax", "电话/传真") means its first part that is known.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_WORDS: Final[dict[str, str]] = {
    "phone": (
        "tel|tels|telefon|telefone|telefono|telefonos|teléfono|teléfonos|téléphone|telephone|"
        "telephones|telephone no|tél|tel no|telefonnummer|telefoon|telefoonnummer|phone|phones|"
        "phone no|phone number|telephone number|contact number|contact no|contact numbers|call|"
        "call us|call now|main phone|office phone|business phone|work phone|work|office|ph|"
        "ph no|p|t|fon|ruf|rufnummer|fone|fones|tlf|tfno|tlfn|tel direct|hotline|"
        "landline|land line|festnetz|fijo|fixe|numéro de téléphone|número de teléfono|"
        "numero di telefono|telefoni|puhelin|telefonszám|telepon|telp|tlp|nomor telepon|no telp|"
        "điện thoại|số điện thoại|đt|sđt|đt bàn|điện thoại bàn|tel điện thoại|โทรศัพท์|โทร|"
        "เบอร์โทร|เบอร์โทรศัพท์|เบอร์ติดต่อ|телефон|телефоны|тел|тел факс|номер телефона|"
        "контактный телефон|телефони|τηλέφωνο|τηλ|הטלפון|טלפון|هاتف|الهاتف|تلفون|फ़ोन|फोन|"
        "电话|联系电话|固定电话|公司电话|企业电话|办公电话|座机|固话|电话号码|总机|热线|"
        "联系热线|服务热线|咨询电话|业务电话|销售电话|销售热线|联络电话|订购热线|订货电话|"
        "电 话|電話|電話號碼|聯絡電話|公司電話|聯繫電話|連絡電話|代表電話|代表電話番号|電話番号|"
        "電話番號|お電話|市話|室內電話|服務專線|客服專線|專線|總機|전화|전화번호|대표전화|"
        "대표번호|연락처|유선전화|사무실전화|telefonas|tālrunis|telefonnr|tel nr|telefone fixo|"
        "telefone comercial|teléfono fijo|telefax telefon|"
        "telefoonnr|telefonnummern|telefoni|telefonszáma|telefonní číslo|telefón|nr telefonu|"
        "numer telefonu|nr tel|telefon nr|telefon no|santral|тел факс|αριθμός τηλεφώνου|"
        "رقم الهاتف|رقم التليفون|تليفون|تلفن|شماره تلفن|طل|טל|מספר טלפון|फोन नंबर|ফোন|தொலைபேசி|"
        "nomor telp|nombor telefon|no telefon|номер|стационарный|telefone principal|"
        "central telefónica|pbx|conmutador|main line|main number|direct line|toll free|"
        "toll free number|freephone|switchboard|numéro vert|standard téléphonique|numero verde|"
        "gebührenfrei|telefonzentrale|línea gratuita|linha gratuita|gratis nummer|infolinia|"
        "免费电话|免費電話|フリーダイヤル|무료전화|бесплатный номер|الرقم المجاني"
    ),
    "mobile": (
        "mobile|mobiles|mobile no|mobile number|mobile phone|cell|cell phone|cellphone|mob|m|"
        "mobil|mobilfunk|handy|mobiltelefon|portable|gsm|celular|celulares|móvil|movil|cellulare|"
        "telemóvel|telemovel|telefone celular|handphone|hp no|no hp|ponsel|di động|số di động|"
        "มือถือ|โทรศัพท์มือถือ|мобильный|мобильный телефон|моб|моб тел|сотовый|手机|手机号|"
        "手机号码|移动电话|公司手机|联系手机|业务手机|手 机|手機|行動電話|手機號碼|流動電話|携帯|"
        "携帯電話|휴대폰|휴대전화|핸드폰|모바일|komórka|tel kom|"
        "mobiel|mobiltelefonnummer|telefon komórkowy|kom|cep|cep telefonu|cep tel|mobilní|جوال|"
        "الجوال|موبايل|الموبايل|محمول|המובייל|נייד|מובייל|הנייד|κινητό|мобільний|matkapuhelin|"
        "mobilnummer|no handphone|телефон мобильный|行動"
    ),
    "fax": (
        "fax|fx|fax no|fax number|telefax|faks|télécopie|telecopie|facsimile|tele fax|f|факс|แฟกซ์|"
        "โทรสาร|传真|公司传真|传真号码|传 真|傳真|傳真號碼|ファックス|ファクス|fax番号|팩스|"
        "팩스번호|số fax|φαξ|فاكس|"
        "faks numarası|פקס|הפקס|faxnummer|फैक्स|fakss|nr faksu|belgegeçer|الفاكس|فکس|نمابر|φαξ|"
        "텔레팩스|팩스 번호|faxnr"
    ),
    "email": (
        "e mail|email|emails|e mails|mail|mail id|email id|e mail id|email address|"
        "e mail address|"
        "e mail adresse|emailadresse|mailadresse|courriel|adresse e mail|adresse email|"
        "correo|correo electrónico|correo electronico|correo e|mail address|e post|epost|e posta|"
        "posta elettronica|indirizzo e mail|pec|email pec|correio eletrônico|correio eletrónico|"
        "endereço de e mail|электронная почта|эл почта|почта|email почта|адрес электронной почты|"
        "อีเมล|อีเมล์|surel|alamat email|thư điện tử|hộp thư|邮箱|电子邮箱|电子邮件|公司邮箱|"
        "企业邮箱|联系邮箱|邮件|电邮|邮箱地址|邮 箱|郵箱|電子郵件|電子信箱|電子郵箱|信箱|電郵|"
        "電郵地址|郵件|メール|メールアドレス|電子メール|e mailアドレス|이메일|전자우편|메일|"
        "이메일주소|e|البريد الإلكتروني|אימייל|write to us|write us|"
        "e mailadres|mailadres|eposta|e posta adresi|adres e mail|poczta|poczta elektroniczna|"
        "البريد الالكتروني|بريد إلكتروني|بريد الكتروني|الإيميل|ایمیل|דואל|דוא״ל|דואר אלקטרוני|מייל|"
        'דוא"ל|ηλεκτρονικό ταχυδρομείο|електронна пошта|sähköposti|e postadress|'
        "endereço eletrônico|correos|emel"
    ),
    "site": (
        "web|website|websites|web site|web sites|web page|webpage|web address|website url|site|"
        "site web|site internet|sites|homepage|home page|url|www|internet|internetadresse|"
        "webseite|webauftritt|internetseite|internetauftritt|página web|pagina web|sitio web|"
        "sitio|página|página de internet|sito|sito web|sito internet|página na internet|"
        "сайт|веб сайт|вебсайт|адрес сайта|интернет сайт|интернет|เว็บไซต์|เว็บไซด์|situs|"
        "situs web|laman|trang web|网址|公司网址|网站|公司网站|企业网站|公司主页|企业主页|官网|"
        "官方网站|主页|网站地址|网 址|網址|網站|公司網站|公司網址|官網|官方網站|"
        "ホームページ|ウェブサイト|webサイト|サイト|hp|公式サイト|홈페이지|웹사이트|사이트|"
        "누리집|"
        "w|company website|visit website|online|strona www|strona internetowa|webová stránka|"
        "internetsite|webové stránky|strona|strona firmowa|adres www|web adresi|web sitesi|"
        "internet sitesi|الموقع|الموقع الإلكتروني|الموقع الالكتروني|موقع الويب|موقع إلكتروني|"
        "وب سایت|אתר|אתר אינטרנט|אתר הבית|ιστοσελίδα|вебсайт компании|laman web|kotisivu|"
        "webbplats|hemsida|hjemmeside|nettside"
    ),
    "address": (
        "address|addresses|addr|add|street address|office address|business address|"
        "mailing address|postal address|company address|registered address|location|"
        "head office|adresse|adresses|anschrift|firmensitz|standort|sitz|dirección|direccion|"
        "domicilio|ubicación|indirizzo|sede|sede legale|endereço|endereco|morada|localização|"
        "adres|adresa|алдрес|адрес|юридический адрес|фактический адрес|почтовый адрес|адреса|"
        "ที่อยู่|ที่ตั้ง|สถานที่ตั้ง|alamat|alamat kantor|địa chỉ|trụ sở|văn phòng|地址|"
        "公司地址|联系地址|详细地址|经营地址|办公地址|企业地址|注册地址|地 址|通讯地址|厂址|"
        "所在地|住所|本社所在地|本社|住所地|聯絡地址|營業地址|聯繫地址|주소|소재지|본사|"
        "회사주소|사업장주소|العنوان|כתובת|where to find us|find us|"
        "bezoekadres|postadres|vestigingsadres|siedziba|adres siedziby|açık adres|adresi|عنوان|"
        "العنوان الكامل|آدرس|הכתובת|διεύθυνση|osoite|adress|sídlo|cím|所在地址"
    ),
    "person": (
        "contact|contact person|contact name|contact persons|ansprechpartner|ansprechpartnerin|"
        "ansprechperson|kontaktperson|inhaber|geschäftsführer|interlocuteur|personne de contact|"
        "contacto|persona de contacto|referente|contatto|persona di contatto|contato|responsável|"
        "responsable|responsabile|контактное лицо|директор|руководитель|ผู้ติดต่อ|kontak|"
        "narahubung|contact us person|người liên hệ|liên hệ|联系人|联络人|负责人|法人|法定代表人|"
        "聯絡人|聯繫人|負責人|代表人|担当者|担当|代表者|ご担当者|담당자|대표자|대표|"
        "대표이사|owner|manager|director|proprietor|ceo|key person|"
        "contactpersoon|osoba kontaktowa|osoba do kontaktu|właściciel|prezes|yetkili|"
        "yetkili kişi|ilgili kişi|الشخص المسؤول|مسؤول الاتصال|المدير|איש קשר|מנהל|"
        "kontakt person|vertreten durch|geschäftsführung|representante legal|gerente|"
        "contacto comercial"
    ),
    "name": (
        "company|company name|name of company|business name|firm|firm name|name of firm|"
        "organisation|organization|organisation name|organization name|trading name|member|"
        "exhibitor|supplier|name|member name|name of member|member company|firma|firmenname|"
        "unternehmen|betrieb|raison sociale|société|entreprise|nom|dénomination|empresa|"
        "razón social|nombre|nombre de la empresa|ragione sociale|azienda|denominazione|nome|"
        "razão social|nome da empresa|nome fantasia|название|компания|организация|"
        "наименование|название компании|ชื่อบริษัท|บริษัท|nama perusahaan|perusahaan|nama|"
        "tên công ty|công ty|tên doanh nghiệp|公司|公司名称|企业名称|企业|单位名称|单位|名称|"
        "厂商|厂商名称|公司全称|公司名稱|企業名稱|廠商|廠商名稱|名稱|会社名|企業名|商号|社名|"
        "名称|회사명|업체명|상호|기업명|상호명|회사|업체|nazwa|nazwa firmy|会员名称|会员单位|"
        "參展商|参展商|展商名称|"
        "bedrijf|bedrijfsnaam|naam|naam bedrijf|firma adı|şirket|şirket adı|ünvan|unvan|"
        "ticari unvan|اسم الشركة|الشركة|اسم المنشأة|שם החברה|שם העסק|חברה|επωνυμία|"
        "nazwa przedsiębiorstwa|cégnév|název|název firmy|seller|advertiser|vendor"
    ),
    "country": (
        "country|country region|land|pays|país|paese|страна|negara|quốc gia|国家|国家 地区|"
        "國家|國家 地區|国|国名|국가|kraj|"
        "land region|ülke|الدولة|البلد|ארץ|מדינה|χώρα|krajina|země"
    ),
    "wechat": "wechat|wechat id|weixin|微信|微信号|微信號|微信帳號|вичат",
    "qq": "qq|qq号|qq号码|企业qq|在线qq|客服qq|联系qq",
    "whatsapp": "whatsapp|whats app|whatsapp no|whatsapp number|wa",
    "telegram": "telegram|телеграм|телеграмм",
    "line": "line|line id|ไลน์|line ไอดี",
    "skype": "skype|skype id",
    "zalo": "zalo",
    "kakao": "kakaotalk|kakao talk|kakao|카카오톡|카톡|카카오톡 id",
}
# headings and labels that name no company
_GENERIC_WORDS: Final = (
    "contact us|contact details|contact information|contact info|contact data|contacts|"
    "contact|our contacts|get in touch|about|about us|about the company|company profile|"
    "profile|overview|description|details|company details|company information|information|"
    "review|write a review|report abuse|related listings|go back|skip to content|share|"
    "general information|business details|products|our products|services|our services|"
    "products and services|location|map|opening hours|hours|business hours|reviews|gallery|"
    "call|call now|call us|show number|show phone|anrufen|jetzt anrufen|appeler|afficher le numéro|"
    "llamar|chiama|chiama ora|ligar|bellen|zadzwoń|pokaż telefon|позвонить|показать телефон|ring|"
    "soita|hemen ara|"
    "photos|more|more info|more details|read more|view|view profile|view details|"
    "view company|visit|visit website|website|see more|learn more|show more|home|next|"
    "previous|back|member|members|companies|suppliers|exhibitors|businesses|directory|"
    "search|search results|results|categories|all companies|related companies|"
    "similar companies|featured|send enquiry|send inquiry|enquire|enquiry|inquiry|"
    "get a quote|request a quote|get quote|contact supplier|chat now|login|register|"
    "kontakt|kontaktdaten|über uns|profil|firmenprofil|details anzeigen|zur firma|mehr|"
    "mehr infos|öffnungszeiten|leistungen|produkte|firmen|mitglieder|zum profil|"
    "nous contacter|coordonnées|contactez nous|à propos|présentation|activités|voir la fiche|"
    "en savoir plus|fiche|entreprises|voir plus|plus d'infos|détails|horaires|"
    "contacto|contáctenos|contactanos|datos de contacto|ver más|ver detalles|ver ficha|"
    "quiénes somos|nosotros|empresas|productos|servicios|más información|horario|"
    "contatti|chi siamo|scheda|dettagli|aziende|prodotti|servizi|vai alla scheda|leggi tutto|"
    "contato|contatos|fale conosco|sobre|ver detalhes|detalhes|produtos|serviços|saiba mais|"
    "контакты|контактная информация|о компании|подробнее|описание|продукция|услуги|"
    "компании|реквизиты|ติดต่อ|ติดต่อเรา|ดูรายละเอียด|รายละเอียด|liên hệ|xem chi tiết|"
    "chi tiết|giới thiệu|thông tin liên hệ|thông tin|kontak kami|hubungi kami|lihat detail|"
    "profil perusahaan|联系我们|联系方式|联系信息|公司简介|公司介绍|企业简介|关于我们|公司首页|"
    "首页|"
    "查看详情|详情|更多|详细信息|企业信息|公司信息|基本信息|工商信息|产品展示|主营产品|"
    "公司档案|企业档案|公司名片|名片|相关企业|推荐企业|企业名录|在线留言|进入店铺|查看更多|"
    "查看联系方式|立即咨询|联络我们|聯絡我們|聯絡方式|聯絡資訊|公司簡介|公司介紹|關於我們|"
    "詳細資料|更多資訊|"
    "詳細|廠商資料|公司資料|公司資訊|基本資料|廠商名錄|お問い合わせ|会社概要|企業情報|"
    "会社情報|詳しく見る|詳細を見る|会員名簿|企業一覧|会社案内|アクセス|문의|문의하기|"
    "회사소개|회사정보|업체정보|기업정보|상세보기|더보기|연락처|업체목록|오시는 길|"
    "standorte|unsere standorte|filialen|niederlassungen|impressum|angaben gemäß § tmg|anfahrt|"
    "branches|our branches|locations|our locations|offices|our offices|team|our team|staff|"
    "people|"
    "imprint|legal notice|seller information|seller details|about the seller|agences|nos agences|"
    "implantations|équipe|notre équipe|sedi|le nostre sedi|filiali|sucursales|delegaciones|"
    "oficinas|"
    "equipo|nuestro equipo|filiais|unidades|equipe|vestigingen|over ons|oddziały|o firmie|"
    "kontakty|"
    "şubeler|hakkımızda|iletişim|ürünler|филиалы|наши филиалы|адреса|сотрудники|最新供应|"
    "供应信息|"
    "求购信息|公司动态|公司新闻|荣誉资质|资质荣誉|企业相册|分支机构|分公司|门店列表|"
    "您是不是在找|猜你喜欢|"
    "拠点|拠点一覧|事業所|支店一覧|地図|アクセスマップ|지점안내|회사위치|من نحن|اتصل بنا|الفروع"
)
_GENERIC: Final = frozenset(_GENERIC_WORDS.split("|"))
_ROLE_OF: Final = {word: role for role, words in _WORDS.items() for word in words.split("|")}
_SPACES: Final = re.compile(r"\s+")
_SCRIPTS: Final = re.compile(
    r"[\u0000-\u024f]*[^\W\d_\u0250-\uffff][\u0000-\u024f]*|[^\u0000-\u024f]+"
)
_CONNECTED: Final = re.compile(
    r"\s{0,9}[/&+,、，|;]\s*|\s{1,9}(?:and|und|et|y|e|и|or)\s+|[和及与與＆・]"
)
# company names and what they end in or begin with, by country
_LEGAL_FORM: Final = re.compile(
    r"有限(?:责任)?公司|有限責任公司|股份公司|公司$|集团|集團|(?:厂|廠|店|中心|商行|经营部|經營部|"
    r"工作室|合作社|事务所|事務所|企業社|工業社|商社|研究所|研究院|协会|協會|商会|商會|银行|銀行)$|"
    r"株式会社|有限会社|合同会社|合資会社|（株）|\(株\)|㈱|㈲|(?:製作所|工業所)$|주식회사|"
    r"유한회사|\(주\)|㈜|"
    r"\b(?:GmbH|mbH|UG|AG|KG|OHG|e\.\s?K\.?|e\.V\.|GbR|Inc|Incorporated|LLC|L\.L\.C|LLP|LP|PLC|plc|"
    r"Ltd|Limited|Corp|Corporation|Company|Co|Pvt|Pte|Pty|Bhd|Sdn|S\.?A\.?S|SASU|SARL|S\.?A|"
    r"EURL|SNC|S\.?r\.?l|S\.?p\.?A|S\.?n\.?c|S\.?a\.?s|S\.?L\.?U?|Ltda|LTDA|Lda|EIRELI|"
    r"S\.? de R\.?L|C\.V|B\.?V|N\.?V|A/S|ApS|AS|ASA|AB|Oy|Oyj|Sp\. z o\.o|z o\.o|s\.r\.o|"
    r"a\.s|d\.o\.o|Kft|Zrt|Bt|A\.Ş|Şti|PT|CV|UD|JSC|TNHH|Cổ phần|CTCP|Tbk|GIE|Sons|Bros|Group|"
    r"Gruppe|Groupe|Holding|Enterprises|Industries)\b\.?|"
    r"^(?:ООО|АО|ЗАО|ОАО|ПАО|ИП|ТОО|ЧП|ФГУП|Завод|Công ty|Ets|Société|Grupo|Gruppo|F\.lli|Xưởng)\b|"
    r"[«„“\"][^»“”\"]{1,200}[»”\"]|บริษัท|ห้างหุ้นส่วน|จำกัด"
)


def fold_label(label: str) -> str:
    """A label without width, case, numbers, marks and what stands in brackets."""
    text = unicodedata.normalize("NFKC", label).casefold()
    text = re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", text)
    text = re.sub(r"[:：.*·•»›>#°º–—―\-_☎✆📞📱✉🌐📍🖷📠]|\d|n[°º]", " ", text)
    text = _SPACES.sub(" ", text).strip()
    # 电　话: letters of a CJK label set apart to fill its column
    return (
        text.replace(" ", "")
        if re.fullmatch(r"[\u3040-\u9fff](?: [\u3040-\u9fff])+", text)
        else text
    )


@lru_cache(maxsize=20_000)
def role_of(label: str) -> str | None:
    """What a label stands for: phone mobile fax email site address person name country, a chat."""
    if not 0 < len(label) <= 48 or sum(map(str.isdigit, label)) > 3:
        return None
    folded = fold_label(label)
    if not folded:
        return None
    found = _ROLE_OF.get(folded)
    if found:
        return found
    parts = [p for p in _CONNECTED.split(folded) if p]
    if len(parts) == 1:  # "Tel 電話", "전화 Phone": twice the same, in two scripts
        parts = [p.strip() for p in _SCRIPTS.findall(folded)]
    if 1 < len(parts) <= 4:
        roles = [_ROLE_OF.get(part) for part in parts]
        if all(roles):
            return roles[0]
    return None


@lru_cache(maxsize=20_000)
def is_generic(text: str) -> bool:
    """Whether a heading or link names a part of a page, not a company."""
    folded = fold_label(text)
    return (
        not folded or folded in _GENERIC or role_of(text) is not None
        or bool(_OFFICE_ALONE.match(folded))
    )  # fmt: skip


_OFFICES: Final = (
    "zentrale|hauptsitz|hauptstelle|hauptniederlassung|hauptgeschäft|stammhaus|filiale|"
    "niederlassung|zweigstelle|zweigniederlassung|geschäftsstelle|außenstelle|verkauf|vertrieb|"
    "head office|main office|headquarters|branch office|sales office|regional office|showroom|"
    "warehouse|siège social|siège|succursale|sede principale|sede centrale|sede legale|"
    "sede operativa|filial|sucursal|casa matriz|oficina central|oficinas centrales|delegación|"
    "matriz|hoofdkantoor|vestiging|bijkantoor|centrala|oddział|siedziba|merkez ofis|merkez|şube|"
    "головной офис|центральный офис|филиал|представительство|المكتب الرئيسي|الفرع الرئيسي|فرع|"
    "kantor pusat|kantor cabang|cabang|trụ sở chính|chi nhánh|สำนักงานใหญ่|สาขา"
)
_OFFICE_ALONE: Final = re.compile(
    rf"(?:{_OFFICES}|总部|总公司|分公司|办事处|门店|總部|總公司|分公司|辦事處|本社|支社|支店|本店|"
    r"営業所|본사|지사|지점|sales|service|support|export|accounts)$"
)
_OFFICE: Final = re.compile(
    rf"^(?:(?:{_OFFICES})\b.{{0,30}}|.{{0,20}}\b(?:office|department|branch|headquarters|"
    r"warehouse|showroom|plant)|sales|service|support|export|accounts|"
    r".{0,8}(?:部|分公司|办事处|辦事處|支社|支店|営業所|지사|지점))$",
    re.I,
)


def is_office(text: str) -> bool:
    """Whether a heading names an office or branch of a company, not a company."""
    return not has_legal_form(text) and bool(_OFFICE.match(text.strip()))


def has_legal_form(name: str) -> bool:
    """Whether a name is built like a company's."""
    return bool(_LEGAL_FORM.search(name))


def labels_by_length() -> list[str]:
    """All known labels, the longest first (for patterns)."""
    return sorted(_ROLE_OF, key=len, reverse=True)
