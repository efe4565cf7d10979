"""What spiders and pipelines of a workspace build on. They import nothing else of leadminer.

from leadminer.sdk import SignalSpider

class MySpider(SignalSpider):
    name = "my"

A site is walked by a SignalSpider, a JSON API read by an ApiReader.
"""

from __future__ import annotations

from scrapy.exceptions import DropItem

from leadminer.base.errors import InvalidInput
from leadminer.base.ids import content_hash
from leadminer.mining.addresses import canonical
from leadminer.mining.answers import Answer, Refused, StopReading
from leadminer.mining.api_reader import ApiReader, moment, number, text_of_html, word
from leadminer.mining.contacts import Contact, find_contacts
from leadminer.mining.dates import Zone
from leadminer.mining.items import Company, Link, PageReading, Post
from leadminer.mining.json_api import JsonClient
from leadminer.mining.language import guess_language
from leadminer.mining.look import Recognised, Site
from leadminer.mining.page import Context, read_page
from leadminer.mining.rows import Evidence, Found, row_of
from leadminer.mining.sink import SignalSink
from leadminer.mining.spider import SignalSpider
from leadminer.mining.watch import Watch, read_watch, watched_record
from leadminer.mining.wikitext import Comment as WikiComment
from leadminer.mining.wikitext import Wiki, read_sections, user_spaces, zone_of
from leadminer.signals.rules import signal_key

__all__ = [
    "Answer",
    "ApiReader",
    "Company",
    "Contact",
    "Context",
    "DropItem",
    "Evidence",
    "Found",
    "InvalidInput",
    "JsonClient",
    "Link",
    "PageReading",
    "Post",
    "Recognised",
    "Refused",
    "SignalSink",
    "SignalSpider",
    "Site",
    "StopReading",
    "Watch",
    "Wiki",
    "WikiComment",
    "Zone",
    "canonical",
    "content_hash",
    "find_contacts",
    "guess_language",
    "moment",
    "number",
    "read_page",
    "read_sections",
    "read_watch",
    "row_of",
    "signal_key",
    "text_of_html",
    "user_spaces",
    "watched_record",
    "word",
    "zone_of",
]
