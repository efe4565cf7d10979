"""Words that directories drawn by lot have around their companies, a row for each language."""
# ruff: noqa: E501 -- a language is easier to read in one line

from __future__ import annotations

_KEYS = "hours similar advert print founded staff register products send verified map share news claim count found older by_town by_letter closed"
_TOLD = {
    "en": "Opening hours|Similar companies|Advertisement|Print|Founded|Employees|Registration no.|Products|Send enquiry|Verified|Show on map|Share|Latest news|Claim this listing|{n} companies|Companies in {x}|Older|By town|A to Z|closed",
    "de": "Öffnungszeiten|Ähnliche Firmen|Anzeige|Drucken|Gegründet|Mitarbeiter|Handelsregister|Produkte|Anfrage senden|Geprüft|Auf Karte zeigen|Teilen|Aktuelles|Eintrag übernehmen|{n} Firmen|Firmen in {x}|Ältere|Nach Ort|A bis Z|geschlossen",
    "fr": "Horaires|Entreprises similaires|Publicité|Imprimer|Création|Effectif|SIRET|Produits|Envoyer une demande|Vérifié|Voir sur la carte|Partager|Actualités|Revendiquer cette fiche|{n} entreprises|Entreprises : {x}|Suite|Par ville|De A à Z|fermé",
    "it": "Orari|Aziende simili|Pubblicità|Stampa|Fondata nel|Dipendenti|Partita IVA|Prodotti|Invia richiesta|Verificata|Mostra sulla mappa|Condividi|Notizie|Rivendica la scheda|{n} aziende|Aziende: {x}|Altre|Per città|Dalla A alla Z|chiuso",
    "es": "Horario|Empresas similares|Publicidad|Imprimir|Fundada en|Empleados|RFC|Productos|Enviar consulta|Verificada|Ver en el mapa|Compartir|Noticias|Reclamar ficha|{n} empresas|Empresas en {x}|Más|Por ciudad|De la A a la Z|cerrado",
    "pt": "Horário|Empresas semelhantes|Publicidade|Imprimir|Fundada em|Funcionários|CNPJ|Produtos|Enviar mensagem|Verificada|Ver no mapa|Compartilhar|Notícias|Reivindicar|{n} empresas|Empresas: {x}|Mais|Por cidade|De A a Z|fechado",
    "ru": "Часы работы|Похожие компании|Реклама|Печать|Год основания|Сотрудников|ИНН|Продукция|Отправить запрос|Проверено|Показать на карте|Поделиться|Новости|Это моя компания|{n} компаний|Компании: {x}|Ещё|По городам|По алфавиту|закрыто",
    "zh-CN": "营业时间|同类企业|广告|打印|成立时间|员工人数|统一社会信用代码|主要产品|发送询盘|已认证|查看地图|分享|最新资讯|认领企业|共{n}家企业|{x}企业名录|更多|按地区|按字母|休息",
    "zh-TW": "營業時間|同業廠商|廣告|列印|成立年份|員工人數|統一編號|主要產品|發送詢價|已認證|查看地圖|分享|最新消息|認領廠商|共 {n} 家廠商|{x}廠商|更多|依地區|依字母|公休",
    "ja": "営業時間|同業の会社|広告|印刷|設立|従業員数|法人番号|取扱製品|問い合わせを送る|認証済み|地図を見る|共有|お知らせ|この会社の方へ|全{n}社|{x}の会社|もっと|地域別|五十音順|定休日",
    "ko": "영업시간|유사 업체|광고|인쇄|설립일|직원수|사업자등록번호|주요제품|문의하기|인증|지도 보기|공유|새소식|업체 등록 수정|총 {n}개 업체|{x} 업체|더보기|지역별|가나다순|휴무",
}  # fmt: skip
EXTRA = {
    lang: dict(zip(_KEYS.split(), told.split("|"), strict=True)) for lang, told in _TOLD.items()
}


def extra_of(lang: str) -> dict[str, str]:
    """The words of a country's language; English where none are written down."""
    return EXTRA.get(lang) or EXTRA.get(lang.split("-", maxsplit=1)[0]) or EXTRA["en"]
