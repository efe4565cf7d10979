"""More countries of invented companies, and names that no legal form betrays."""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

from dataclasses import replace

from tests.factories.directories import countries as c
from tests.factories.directories.firms import Country, labels

US_TRADE = replace(
    c.US, shapes=("{city} {b} & Drain", "{a}'s {b}", "{a} {b}", "The {a} Workshop", "{a} & {b}"),
    words=("Plumbing", "Roofing", "Auto Glass", "Print Shop", "Fencing", "Pool Care"),
)  # fmt: skip
GB_TRADE = replace(
    c.GB, shapes=("{a} {b}", "{a} & Daughters", "{a} Brothers {b}", "{b} of {city} {a}"),
    words=("Joinery", "Catering", "Signs", "Upholstery", "Motors"),
)  # fmt: skip
DE_TRADE = replace(
    c.DE, shapes=("{a} & Söhne {b}", "{b} {a}", "{b}werkstatt {a}", "Autohaus {a}"),
    words=("Sanitär", "Tischlerei", "Elektro", "Malerbetrieb"),
)  # fmt: skip
CN_SHORT = replace(c.CN, shapes=(
    "{city}{z}{t}", "{city}{z}{t}有限公司", "{city}市{z}{t}经营部", "{z}{t}商行", "{city}{z}{t}加工厂"))  # fmt: skip
PL = Country(
    "PL", "pl", ("{a} Sp. z o.o.", "P.P.H.U. {a}", "Zakład {b} {a}", "{a} {b} s.c.", "Firma Handlowa {a}"),
    ("Ślusarski", "Stolarski", "Usługowy", "Tapicerski"), ("pompy", "opakowania", "okna"),
    (("Łódź", "ul. Piotrkowska {n}, 90-001 Łódź"), ("Gdynia", "ul. Morska {n}/4, 81-225 Gdynia")),
    ("Jan Nowak", "Ewa Zając"),
    labels(phone="Telefon|tel.|Tel", fax="Faks|fax", mobile="kom.|Telefon komórkowy", email="E-mail|e-mail|Poczta",
           site="Strona www|WWW|Strona internetowa", address="Adres", person="Osoba kontaktowa", trade="Branża", name="Firma|Nazwa"),
    "Rodzinna firma, {t}, {city}, od {n} roku.",
    {"home": "Strona główna", "next": "Następna", "more": "Zobacz więcej", "contact": "Kontakt", "all": "Branże",
     "hotline": "Infolinia", "about": "O nas", "login": "Zaloguj", "add": "Dodaj firmę", "members": "Firmy"},
)  # fmt: skip
ES = Country(
    "ES", "es", ("{a} {b} S.L.", "{b} {a} S.A.", "Talleres {a}", "Hermanos {a}", "{b} {a}"),
    ("Suministros", "Carpintería", "Reformas", "Transportes"), ("bombas", "ventanas", "envases"),
    (("Zaragoza", "C/ Mayor, {n}, 50001 Zaragoza"), ("Málaga", "Avda. de Andalucía {n}, 29002 Málaga")),
    ("Marta Gil", "Pablo Cano"),
    labels(phone="Teléfono|Tfno.|Tel.", fax="Fax", mobile="Móvil", email="Correo electrónico|E-mail|Email",
           site="Web|Página web|Sitio web", address="Dirección", person="Persona de contacto", trade="Actividad", name="Empresa"),
    "Empresa de {t} en {city} desde {n}.",
    {"home": "Inicio", "next": "Siguiente", "more": "Ver ficha", "contact": "Contacto", "all": "Sectores",
     "hotline": "Atención al cliente", "about": "Quiénes somos", "login": "Acceder", "add": "Alta de empresas", "members": "Empresas"},
)  # fmt: skip
NL = Country(
    "NL", "nl", ("{a} {b} B.V.", "{b} {a}", "Gebroeders {a}", "{a} {b}", "{b}bedrijf {a} V.O.F."),
    ("Schilders", "Installatie", "Timmer", "Techniek"), ("pompen", "verpakkingen", "kozijnen"),
    (("Utrecht", "Kanaalweg {n}, 3526 KL Utrecht"), ("Breda", "Havenstraat {n}, 4811 WC Breda")),
    ("Joost Bakker", "Anouk Visser"),
    labels(phone="Telefoon|Tel.|Telefoonnummer", fax="Fax", mobile="Mobiel", email="E-mail|E-mailadres", site="Website|Internet",
           address="Adres", person="Contactpersoon", trade="Branche", name="Bedrijf"),
    "Familiebedrijf in {t} te {city} sinds {n}.",
    {"home": "Home", "next": "Volgende", "more": "Meer info", "contact": "Contact", "all": "Branches",
     "hotline": "Klantenservice", "about": "Over ons", "login": "Inloggen", "add": "Bedrijf aanmelden", "members": "Bedrijven"},
)  # fmt: skip
TR = Country(
    "TR", "tr", ("{a} {b} Ltd. Şti.", "{a} {b} A.Ş.", "{a} {b}", "{a} Kardeşler {b}"),
    ("Makina", "Ambalaj", "Tekstil", "Plastik"), ("pompa", "ambalaj", "kalıp"),
    (("İzmir", "Atatürk Cad. No:{n}, 35210 Konak / İzmir"), ("Bursa", "Organize Sanayi Bölgesi {n}. Sok., 16140 Bursa")),
    ("Mehmet Kaya", "Ayşe Demir"),
    labels(phone="Telefon|Tel", fax="Faks|Fax", mobile="GSM|Cep", email="E-posta|E-Posta", site="Web|Web sitesi", address="Adres",
           person="Yetkili|İlgili kişi", trade="Sektör", name="Firma|Firma adı"),
    "{n} yılından beri {city} şehrinde {t} üretimi.",
    {"home": "Ana sayfa", "next": "Sonraki", "more": "Detay", "contact": "İletişim", "all": "Sektörler", "hotline": "Müşteri hizmetleri",
     "about": "Hakkımızda", "login": "Giriş", "add": "Firma ekle", "members": "Firmalar"},
)  # fmt: skip
AE = Country(
    "AE", "ar", ("شركة {z} {b}", "مؤسسة {z} {b}", "مصنع {z} {b}", "{z} {b} ذ.م.م"),
    ("للتجارة", "للمقاولات", "للصناعة", "للتغليف"), ("المضخات", "التغليف", "النسيج"),
    (("دبي", "شارع الشيخ زايد، مبنى {n}، دبي، الإمارات العربية المتحدة"), ("الشارقة", "المنطقة الصناعية {n}، الشارقة، الإمارات")),
    ("أحمد علي", "سارة حسن"),
    labels(phone="هاتف|الهاتف|تليفون", fax="فاكس", mobile="جوال|موبايل", email="البريد الإلكتروني|بريد إلكتروني",
           site="الموقع الإلكتروني|الموقع", address="العنوان", person="الشخص المسؤول", trade="النشاط", name="اسم الشركة"),
    "شركة متخصصة في {t} في {city} منذ {n}.",
    {"home": "الرئيسية", "next": "التالي", "more": "التفاصيل", "contact": "اتصل بنا", "all": "الفئات", "hotline": "خدمة العملاء",
     "about": "من نحن", "login": "تسجيل الدخول", "add": "أضف شركتك", "members": "الشركات"},
)  # fmt: skip
IL = Country(
    "IL", "he", ('{z} {b} בע"מ', "{z} ובניו {b}", "{b} {z}"), ("תעשיות", "אריזות", "מכונות", "שיווק"), ("משאבות", "אריזה", "פלסטיק"),
    (("חיפה", "דרך העצמאות {n}, חיפה"), ("תל אביב", "רחוב הרצל {n}, תל אביב")), ("דוד לוי", "רות כהן"),
    labels(phone="טלפון|טל'", fax="פקס", mobile="נייד", email='דוא"ל|אימייל', site="אתר|אתר אינטרנט", address="כתובת",
           person="איש קשר", trade="תחום", name="שם החברה"),
    "חברה ל{t} ב{city} משנת {n}.",
    {"home": "דף הבית", "next": "הבא", "more": "פרטים", "contact": "צור קשר", "all": "קטגוריות", "hotline": "שירות לקוחות",
     "about": "אודות", "login": "כניסה", "add": "הוסף עסק", "members": "עסקים"},
)  # fmt: skip
