"""Invented forums, question sites and pages with comments in the manner of small servers."""

from tests.factories.talks.asking import AskBoard, DjangoAsk, JpAsk, TownNews
from tests.factories.talks.first import BootCards, GbkBbs, PlainBoard, TableBbs
from tests.factories.talks.helping import Helpdesk, Reiseblog, Semantic, WenDa
from tests.factories.talks.second import Courtyard, Guestsheet, Svyaz, TreeBoard

SETS = {
    "first": (PlainBoard, BootCards, TableBbs, GbkBbs, AskBoard, JpAsk, DjangoAsk, TownNews),
    "second": (Courtyard, Guestsheet, Svyaz, TreeBoard, WenDa, Helpdesk, Semantic, Reiseblog),
}
