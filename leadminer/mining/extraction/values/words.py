"""Frequent words and words of addresses, by purpose. Lists only."""

from __future__ import annotations

import re
from typing import Final

from leadminer.mining.extraction.values.gated import Gated

FREQUENT: Final[dict[str, str]] = {
    "en": (
        "the and to of is in for you that it we are with have this on can my not be or but what "
        "do does any i would looking need how a an our from "
    ),
    "de": (
        "der die das und ist ich wir nicht mit für ein eine einen auf zu von den im suche suchen "
        "hat haben sind auch kann jemand bei wie "
    ),
    "fr": (
        "le la les et est nous je pas pour une un des dans que qui sur avec vous du cherche "
        "bonjour au ce sont "
    ),
    "es": (
        "el los las y es que de en un una para con por no se busco buscamos hola necesito su al "
        "como pero más "
    ),
    "pt": (
        "o os as e é que de em um uma para com por não se procuro preciso olá mas do da no na "
        "você são "
    ),
    "it": (
        "il lo la gli e è che di in un una per con non si cerco ciao sono del della ho qualcuno "
        "anche come "
    ),
    "nl": (
        "de het een en is van ik wij niet met voor op te zoek zoeken heeft iemand naar ook bij "
        "zijn dat "
    ),
    "tr": ("ve bir bu için ile de da ne var mı mi çok ben biz arıyorum olan gibi "),
    "vi": ("và của là có cho không được một các với tôi cần tìm người những này "),
    "id": ("dan yang di ini untuk dengan tidak ada saya kami mencari dari itu bisa "),
    "pl": ("i w na nie się jest to do z że szukam jak dla są ktoś czy od "),
}
# pages of these names hold no thread and no list of threads
SKIPPED_SEGMENTS: Final = (
    "login log-in logout log-out signin sign-in signup sign-up register registration "
    "lostpassword lost-password password forgot captcha cart checkout basket wishlist "
    "compose publish new-topic newtopic new-post newthread newreply posting post-new reply "
    "quote edit delete report flag vote votes like likes bookmark subscribe unsubscribe "
    "notify watch print printable printthread druck drucken druckansicht imprimer imprimir "
    "stampa share email sendmessage pm message messages "
    "inbox search advanced-search suche calendar events-calendar kalender memberlist terms "
    "privacy imprint impressum cookie cookies feed feeds rss atom rsd sitemap attachment "
    "attachments download downloads revisions history diff whoisonline online ranking badges "
    "ask oauth auth sso account accounts admin wp-admin wp-login xmlrpc trackback oembed "
    "embed amp ucp private cdn-cgi misc viewonline logging find stats statistics showteam "
)
# the line of rights at the foot of a site
RIGHTS: Final = Gated(
    r"©|\(c\)\s*(?:19|20)\d\d|copyright|版权所有|版權所有|all rights reserved|ICP[备證证]|公网安备|"
    r"alle rechte vorbehalten|tous droits réservés|все права защищены",
    re.I,
)
