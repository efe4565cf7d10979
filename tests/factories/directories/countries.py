"""The countries of the invented companies."""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

from tests.factories.directories.firms import UI_EN, Country, labels

EN_TRADES = ("pumps", "packaging", "bearings", "roofing", "castings", "sensors", "textiles")
EN_WORDS = ("Engineering", "Supplies", "Systems", "Industries", "Trading", "Metalworks")
EN_LABELS = labels(
    phone="Tel|Phone|Telephone|Phone number", fax="Fax", mobile="Mobile|Cell",
    email="E-mail|Email|Email address", site="Website|Web|URL|Homepage", address="Address",
    person="Contact|Contact person", trade="Business|Category", name="Company|Company name",
)  # fmt: skip
EN_ABOUT = "Family-owned maker of {t} in {city} since {n}, serving customers at home and abroad."
PEOPLE = ("Anna Reed", "Tom Hale", "Grace Lund", "Peter Moss", "Ines Vale")


def _english(region: str, lang: str, cities: tuple[tuple[str, str], ...], forms: str) -> Country:
    shapes = tuple("{a} {b} " + form for form in forms.split("|"))
    return Country(
        region, lang, (*shapes, "{a} & Sons " + forms.split("|", maxsplit=1)[0]), EN_WORDS, EN_TRADES, cities,
        PEOPLE, EN_LABELS, EN_ABOUT, UI_EN,
    )  # fmt: skip


US = _english("US", "en-US", (
    ("Dayton", "{n} Harbor St, Dayton, OH 45402"), ("Reno", "{n} Pine Ave, Reno, NV 89501"),
    ("Tulsa", "{n} Mill Road, Tulsa, OK 74103"),
), "Inc.|LLC|Corp.|Co.")  # fmt: skip
GB = _english("GB", "en-GB", (
    ("Leeds", "{n} Canal Street, Leeds LS1 4AP"), ("Hull", "Unit {n}, Dock Road, Hull HU1 2AA"),
    ("Bristol", "{n} Temple Way, Bristol BS1 6AA"),
), "Ltd|plc|Limited|LLP")  # fmt: skip
IN = _english("IN", "en-IN", (
    ("Pune", "Plot {n}, MIDC Bhosari, Pune - 411026, Maharashtra, India"),
    ("Chennai", "{n}, Ambattur Industrial Estate, Chennai - 600058, Tamil Nadu, India"),
), "Pvt. Ltd.|Private Limited|Enterprises")  # fmt: skip
HK = _english("HK", "en", (
    ("Kwun Tong", "Flat {n}, 8/F, Wing Fat Building, Kwun Tong, Kowloon, Hong Kong"),
    ("Central", "Room {n}, Queen's Road Central, Hong Kong"),
), "Limited|Co., Ltd.|(HK) Limited")  # fmt: skip
DE = Country(
    "DE", "de", ("{a} {b} GmbH", "{a} {b} GmbH & Co. KG", "{b} {a} e.K.", "{a} AG"),
    ("Maschinenbau", "Werkzeuge", "Metallbau", "Verpackungen", "Haustechnik"),
    ("Pumpen", "Dichtungen", "Federn", "Etiketten", "Heizungen"),
    (("Ulm", "Hafenstraße {n}, 89073 Ulm"), ("Kassel", "Am Markt {n}, 34117 Kassel"),
     ("Bremen", "Industrieweg {n}, 28195 Bremen")),
    ("Jana Vogt", "Uwe Brandt", "Dr. Eva Stein"),
    labels(phone="Telefon|Tel.|Fon|Tel", fax="Fax|Telefax", mobile="Mobil|Handy",
           email="E-Mail|Mail", site="Internet|Web|Homepage|Webseite", address="Anschrift|Adresse",
           person="Ansprechpartner", trade="Branche", name="Firma|Firmenname"),
    "Familienbetrieb für {t} in {city} seit {n}, mit eigener Fertigung.",
    {"home": "Startseite", "next": "Weiter", "more": "Details", "contact": "Kontakt",
     "all": "Branchen", "hotline": "Service-Hotline", "about": "Über uns", "login": "Anmelden",
     "add": "Firma eintragen", "members": "Firmen"},
)  # fmt: skip
FR = Country(
    "FR", "fr", ("{a} {b} SARL", "{b} {a} SAS", "Ets {a}", "Société {a} SA"),
    ("Plomberie", "Mécanique", "Emballage", "Menuiserie"), ("pompes", "moules", "cartons", "vis"),
    (("Lille", "{n} rue du Moulin, 59000 Lille"), ("Nantes", "{n} avenue de la Gare, 44000 Nantes")),
    ("Claire Morel", "Luc Petit"),
    labels(phone="Téléphone|Tél.|Tél", fax="Fax|Télécopie", mobile="Portable|Mobile",
           email="Courriel|E-mail|Email", site="Site web|Site internet|Site", address="Adresse",
           person="Contact|Interlocuteur", trade="Activité", name="Raison sociale|Société"),
    "Entreprise familiale de {t} à {city} depuis {n}.",
    {"home": "Accueil", "next": "Suivant", "more": "Voir la fiche", "contact": "Contact",
     "all": "Secteurs", "hotline": "Service client", "about": "À propos", "login": "Connexion",
     "add": "Ajouter une entreprise", "members": "Entreprises"},
)  # fmt: skip
IT = Country(
    "IT", "it", ("{a} {b} S.r.l.", "{b} {a} S.p.A.", "F.lli {a} snc"),
    ("Meccanica", "Arredi", "Impianti", "Tessuti"), ("valvole", "stampi", "cuscinetti"),
    (("Brescia", "Via Roma {n}, 25121 Brescia (BS)"), ("Torino", "Corso Francia {n}, 10138 Torino (TO)")),
    ("Luca Riva", "Sara Conti"),
    labels(phone="Telefono|Tel.|Tel", fax="Fax", mobile="Cellulare|Cell.", email="E-mail|Email|Posta elettronica",
           site="Sito web|Sito", address="Indirizzo|Sede", person="Referente", trade="Settore",
           name="Ragione sociale|Azienda"),
    "Azienda familiare di {t} a {city} dal {n}.",
    {"home": "Home", "next": "Successiva", "more": "Scheda", "contact": "Contatti",
     "all": "Settori", "hotline": "Numero verde", "about": "Chi siamo", "login": "Accedi",
     "add": "Aggiungi azienda", "members": "Aziende"},
)  # fmt: skip
MX = Country(
    "MX", "es-MX", ("{b} {a} S.A. de C.V.", "{a} {b} S. de R.L.", "Grupo {a}"),
    ("Empaques", "Maquinados", "Refacciones", "Aceros"), ("bombas", "moldes", "tornillos"),
    (("Monterrey", "Av. Constitución {n}, Col. Centro, 64000 Monterrey, N.L., México"),
     ("Puebla", "Calle 5 Sur {n}, 72000 Puebla, Pue., México")),
    ("Ana Ruiz", "Jorge Lara"),
    labels(phone="Teléfono|Tel.|Teléfonos", fax="Fax", mobile="Celular|Móvil", email="Correo electrónico|Correo|E-mail",
           site="Página web|Sitio web|Web", address="Dirección|Domicilio", person="Contacto", trade="Giro",
           name="Empresa|Razón social"),
    "Empresa familiar de {t} en {city} desde {n}.",
    {"home": "Inicio", "next": "Siguiente", "more": "Ver más", "contact": "Contacto",
     "all": "Categorías", "hotline": "Atención a clientes", "about": "Nosotros", "login": "Entrar",
     "add": "Registra tu empresa", "members": "Empresas"},
)  # fmt: skip
BR = Country(
    "BR", "pt-BR", ("{a} {b} Ltda", "{b} {a} S.A.", "{a} & Filhos Ltda - ME"),
    ("Embalagens", "Usinagem", "Metais", "Plásticos"), ("bombas", "moldes", "parafusos"),
    (("Campinas", "Rua das Flores, {n} - Centro, Campinas - SP, 13010-000"),
     ("Curitiba", "Av. Brasil, {n}, Curitiba - PR, 80010-000")),
    ("Carla Dias", "Rui Melo"),
    labels(phone="Telefone|Fone|Tel.", fax="Fax", mobile="Celular", email="E-mail|Correio eletrônico",
           site="Site|Página", address="Endereço", person="Contato|Responsável", trade="Ramo",
           name="Empresa|Razão social"),
    "Empresa familiar de {t} em {city} desde {n}.",
    {"home": "Início", "next": "Próxima", "more": "Ver detalhes", "contact": "Contato",
     "all": "Categorias", "hotline": "Central de atendimento", "about": "Sobre", "login": "Entrar",
     "add": "Cadastre sua empresa", "members": "Empresas"},
)  # fmt: skip
RU = Country(
    "RU", "ru", ("ООО «{a}»", "АО «{b} {a}»", "ИП {a}", "Завод «{a}»"),
    ("Техно", "Строй", "Пром", "Сервис"), ("насосы", "упаковка", "крепёж"),
    (("Пермь", "614000, г. Пермь, ул. Ленина, д. {n}"), ("Казань", "420111, г. Казань, ул. Баумана, {n}")),
    ("Иван Орлов", "Мария Белова"),
    labels(phone="Телефон|Тел.|Телефоны", fax="Факс", mobile="Мобильный|Моб.",
           email="Электронная почта|E-mail|Почта", site="Сайт|Веб-сайт|Адрес сайта", address="Адрес",
           person="Контактное лицо", trade="Отрасль", name="Название|Компания"),
    "Производим {t} в городе {city} с {n} года.",
    {"home": "Главная", "next": "Следующая", "more": "Подробнее", "contact": "Контакты",
     "all": "Рубрики", "hotline": "Горячая линия", "about": "О нас", "login": "Войти",
     "add": "Добавить компанию", "members": "Компании"},
)  # fmt: skip
_ZH_UI = {"home": "首页", "next": "下一页", "more": "查看详情", "contact": "联系我们", "all": "行业分类",
          "hotline": "客服热线", "about": "关于我们", "login": "登录", "add": "免费入驻",
          "members": "企业名录"}  # fmt: skip
CN = Country(
    "CN", "zh-CN", ("{city}{z}{t}有限公司", "{city}市{z}{t}有限责任公司", "{z}（{city}）{t}股份有限公司", "{city}{z}{t}厂"),
    ("",), ("机械", "电子", "包装制品", "五金", "纺织", "塑料制品"),
    (("苏州", "江苏省苏州市吴中区金枫路{n}号"), ("东莞", "广东省东莞市长安镇振安路{n}号"),
     ("义乌", "浙江省义乌市稠州北路{n}号3楼")),
    ("王建国", "李女士", "陈经理", "赵敏"),
    labels(phone="电话|联系电话|固定电话|公司电话|座机", fax="传真|公司传真", mobile="手机|移动电话|手机号码",
           email="邮箱|电子邮箱|电子邮件|E-mail", site="网址|公司网址|网站|公司主页|官网", address="地址|公司地址|联系地址|经营地址",
           person="联系人", trade="主营产品|行业", name="公司名称|企业名称"),
    "本公司位于{city}，成立于{n}年，专业生产{t}，欢迎来电洽谈。", _ZH_UI,
)  # fmt: skip
TW = Country(
    "TW", "zh-TW", ("{z}{t}股份有限公司", "{z}{t}有限公司", "{z}{t}企業社"), ("",),
    ("機械", "電子", "包裝", "五金", "紡織", "塑膠"),
    (("台中", "台中市西屯區工業一路{n}號"), ("新北", "新北市五股區五工路{n}號2樓")),
    ("林先生", "陳小姐", "王經理"),
    labels(phone="電話|聯絡電話|公司電話", fax="傳真", mobile="手機|行動電話", email="電子郵件|信箱|E-mail",
           site="網址|公司網站|網站", address="地址|公司地址", person="聯絡人", trade="營業項目", name="公司名稱"),
    "本公司位於{city}，創立於{n}年，專營{t}。",
    {"home": "首頁", "next": "下一頁", "more": "詳細資料", "contact": "聯絡我們", "all": "產業分類",
     "hotline": "客服專線", "about": "關於我們", "login": "登入", "add": "刊登公司", "members": "廠商名錄"},
)  # fmt: skip
JP = Country(
    "JP", "ja", ("株式会社{z}{b}", "{z}{b}株式会社", "有限会社{z}{b}", "{z}{b}合同会社"),
    ("製作所", "工業", "商事", "産業"), ("ポンプ", "金型", "包装資材", "ばね"),
    (("大阪", "〒530-0001 大阪府大阪市北区梅田{n}-2"), ("横浜", "〒220-0011 神奈川県横浜市西区高島{n}丁目3番")),
    ("田中太郎", "佐藤花子"),
    labels(phone="電話番号|TEL|電話", fax="FAX番号|FAX|ファックス", mobile="携帯電話|携帯",
           email="メール|メールアドレス|E-mail", site="ホームページ|URL|ウェブサイト|HP", address="所在地|住所|本社所在地",
           person="担当者|代表者", trade="事業内容|業種", name="会社名|企業名|商号"),
    "{city}で{t}を製造しています。創業{n}年。",
    {"home": "ホーム", "next": "次へ", "more": "詳しく見る", "contact": "お問い合わせ", "all": "業種一覧",
     "hotline": "お客様窓口", "about": "サイトについて", "login": "ログイン", "add": "企業登録", "members": "企業一覧"},
)  # fmt: skip
KR = Country(
    "KR", "ko", ("(주){b}{z}", "{b}{z} 주식회사", "{z}{b}산업"), ("대한", "한국", "세종", "동아", "우진", "미래"),
    ("펌프", "포장재", "금형", "부품"),
    (("부산", "부산광역시 사상구 학감대로 {n}"), ("인천", "인천광역시 남동구 남동대로 {n}번길 12")),
    ("김민수", "이영희"),
    labels(phone="전화|전화번호|대표전화|TEL", fax="팩스|FAX", mobile="휴대폰|휴대전화", email="이메일|E-mail",
           site="홈페이지|웹사이트", address="주소|소재지", person="담당자|대표자", trade="업종|주요품목", name="회사명|업체명|상호"),
    "{city}에서 {t} 생산, {n}년 설립.",
    {"home": "홈", "next": "다음", "more": "상세보기", "contact": "문의", "all": "업종별", "hotline": "고객센터",
     "about": "소개", "login": "로그인", "add": "업체등록", "members": "업체목록"},
)  # fmt: skip
VN = Country(
    "VN", "vi", ("Công ty TNHH {a} {b}", "Công ty Cổ phần {b} {a}", "Xưởng {a}"),
    ("Cơ Khí", "Bao Bì", "Nhựa", "Thương Mại"), ("máy bơm", "bao bì", "khuôn mẫu"),
    (("Hà Nội", "Số {n} Giải Phóng, Hoàng Mai, Hà Nội, Việt Nam"), ("Đà Nẵng", "{n} Nguyễn Văn Linh, Đà Nẵng, Việt Nam")),
    ("Nguyễn Minh", "Trần Lan"),
    labels(phone="Điện thoại|ĐT|Tel", fax="Fax", mobile="Di động|Hotline", email="Email|Thư điện tử", site="Website|Trang web",
           address="Địa chỉ", person="Người liên hệ", trade="Ngành nghề", name="Tên công ty|Công ty"),
    "Chuyên {t} tại {city} từ {n}.",
    {"home": "Trang chủ", "next": "Tiếp", "more": "Xem chi tiết", "contact": "Liên hệ", "all": "Ngành nghề",
     "hotline": "Tổng đài hỗ trợ", "about": "Giới thiệu", "login": "Đăng nhập", "add": "Đăng ký", "members": "Công ty"},
)  # fmt: skip
TH = Country(
    "TH", "th", ("บริษัท {a} {b} จำกัด", "ห้างหุ้นส่วนจำกัด {a}"), ("เอ็นจิเนียริ่ง", "แพ็คเกจจิ้ง", "เทรดดิ้ง"),
    ("ปั๊มน้ำ", "บรรจุภัณฑ์", "แม่พิมพ์"), (("ชลบุรี", "{n} หมู่ 3 ต.บางทราย อ.เมือง จ.ชลบุรี 20000"),),
    ("สมชาย ใจดี", "สุดา แสงทอง"),
    labels(phone="โทรศัพท์|โทร.|โทร", fax="แฟกซ์|โทรสาร", mobile="มือถือ", email="อีเมล|อีเมล์", site="เว็บไซต์", address="ที่อยู่",
           person="ผู้ติดต่อ", trade="ประเภทธุรกิจ", name="ชื่อบริษัท"),
    "ผลิต {t} ที่ {city} ตั้งแต่ {n}",
    {"home": "หน้าแรก", "next": "ถัดไป", "more": "ดูรายละเอียด", "contact": "ติดต่อ", "all": "หมวดหมู่", "hotline": "สายด่วน",
     "about": "เกี่ยวกับเรา", "login": "เข้าสู่ระบบ", "add": "ลงทะเบียน", "members": "รายชื่อบริษัท"},
)  # fmt: skip
ID = Country(
    "ID", "id", ("PT {a} {b}", "CV {a} {b}", "UD {a}"), ("Jaya", "Makmur", "Sentosa", "Teknik"),
    ("pompa", "kemasan", "cetakan"), (("Bandung", "Jl. Soekarno Hatta No. {n}, Bandung 40235, Indonesia"),
     ("Surabaya", "Jl. Rungkut Industri {n}, Surabaya 60293, Indonesia")),
    ("Budi Santoso", "Dewi Lestari"),
    labels(phone="Telepon|Telp.|Telp", fax="Faks|Fax", mobile="HP|Handphone", email="Email|Surel", site="Situs web|Website",
           address="Alamat", person="Kontak|Narahubung", trade="Bidang usaha", name="Nama perusahaan|Perusahaan"),
    "Produsen {t} di {city} sejak {n}.",
    {"home": "Beranda", "next": "Berikutnya", "more": "Lihat detail", "contact": "Kontak", "all": "Kategori",
     "hotline": "Layanan pelanggan", "about": "Tentang kami", "login": "Masuk", "add": "Daftar", "members": "Perusahaan"},
)  # fmt: skip
