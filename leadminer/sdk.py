"""What spiders and pipelines of a workspace build on. They import nothing else of leadminer.

from leadminer.sdk import SignalSpider

class MySpider(SignalSpider):
    name = "my"

A site is walked by a SignalSpider, a JSON API read by an ApiReader, a service that knows companies
asked by a CompanyProvider.
"""

from __future__ import annotations

from scrapy.exceptions import DropItem

from leadminer.base.errors import InvalidInput
from leadminer.base.ids import content_hash
from leadminer.mining.extraction.page import Context, read_page
from leadminer.mining.extraction.places.addresses import canonical
from leadminer.mining.extraction.posts.wikitext import Comment as WikiComment
from leadminer.mining.extraction.posts.wikitext import Wiki, read_sections, user_spaces, zone_of
from leadminer.mining.extraction.values.contacts import Contact, find_contacts
from leadminer.mining.extraction.values.dates import Zone
from leadminer.mining.extraction.values.items import Company, Link, PageReading, Post
from leadminer.mining.extraction.values.language import guess_language
from leadminer.mining.politeness.answers import Answer, Refused, StopReading
from leadminer.mining.readers.api_reader import ApiReader, moment, number, text_of_html, word
from leadminer.mining.readers.json_api import JsonClient
from leadminer.mining.readers.look import Recognised, Site
from leadminer.mining.rows import Evidence, Found, row_of
from leadminer.mining.sensitive import Policy as SensitivePolicy
from leadminer.mining.sensitive import policy_of as sensitive_policy
from leadminer.mining.sensitive import screen
from leadminer.mining.sink import SignalSink
from leadminer.mining.spider import SignalSpider
from leadminer.mining.third_parties import redact
from leadminer.mining.watch import Watch, read_watch, watched_record
from leadminer.prospects.parties import name_words
from leadminer.prospects.providers import AskedCompany, CompanyProvider, Told, Unanswered, Web
from leadminer.signals.rules import signal_key

__all__ = [
    "Answer",
    "ApiReader",
    "AskedCompany",
    "Company",
    "CompanyProvider",
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
    "SensitivePolicy",
    "SignalSink",
    "SignalSpider",
    "Site",
    "StopReading",
    "Told",
    "Unanswered",
    "Watch",
    "Web",
    "Wiki",
    "WikiComment",
    "Zone",
    "canonical",
    "content_hash",
    "find_contacts",
    "guess_language",
    "moment",
    "name_words",
    "number",
    "read_page",
    "read_sections",
    "read_watch",
    "redact",
    "row_of",
    "screen",
    "sensitive_policy",
    "signal_key",
    "text_of_html",
    "user_spaces",
    "watched_record",
    "word",
    "zone_of",
]
