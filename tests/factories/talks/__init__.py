"""Invented forums, question sites and pages with comments in the manner of small servers."""

from tests.factories.talks.asking import AskBoard, DjangoAsk, JpAsk, TownNews
from tests.factories.talks.exchange import ItHelp, RatWeiss, Workbench, Zhidao
from tests.factories.talks.fifth import Consulta, Dayi
from tests.factories.talks.fifth_more import Gesuche, Lathe, Officina
from tests.factories.talks.first import BootCards, GbkBbs, PlainBoard, TableBbs
from tests.factories.talks.fourth import Fangxin, Suite, Werkbank
from tests.factories.talks.fourth_more import Bluebird, Sawdust, Shoufa
from tests.factories.talks.helping import Helpdesk, Reiseblog, Semantic, WenDa
from tests.factories.talks.preguntas import Chiebukuro, Preguntas, Procura, Voprosy
from tests.factories.talks.resolved import Resolved, Yurist
from tests.factories.talks.second import Courtyard, Guestsheet, Svyaz, TreeBoard
from tests.factories.talks.seventh import Chan, Forenhaus, Jinja, Shitsumon
from tests.factories.talks.sixth import AskDesk, Gazebo, Luntan, Twig
from tests.factories.talks.stacked import FixitStack, ZhiWen
from tests.factories.talks.support import GeraeteWelt, HoiDap
from tests.factories.talks.third import Keiji, Louceng, Nu, Tabelle, Tailwind

SETS = {
    "first": (PlainBoard, BootCards, TableBbs, GbkBbs, AskBoard, JpAsk, DjangoAsk, TownNews),
    "second": (Courtyard, Guestsheet, Svyaz, TreeBoard, WenDa, Helpdesk, Semantic, Reiseblog),
    "third": (Tailwind, Louceng, Nu),
    "third_held": (Tabelle, Keiji),
    "fourth": (Suite, Werkbank, Shoufa, Bluebird),
    "fourth_held": (Sawdust, Fangxin),
    "fifth": (Dayi, Lathe, Gesuche),
    "fifth_held": (Officina, Consulta),
    "sixth": (Gazebo, AskDesk, Twig, Luntan),
    "seventh": (Jinja, Chan, Forenhaus, Shitsumon),
    "questions": (Workbench, Zhidao, RatWeiss, Chiebukuro, Procura),
    "questions_held": (ItHelp, Preguntas, Voprosy),
    "answers": (Resolved, Yurist, GeraeteWelt, HoiDap),
    "answers_held": (FixitStack, ZhiWen),
}
