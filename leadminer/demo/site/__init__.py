"""The bundled sample web of the demo: a forum and a directory on loopback, with their gold."""

from leadminer.demo.site.content import MERCHANTS, MUST_NOT_BE_READ
from leadminer.demo.site.gold import GoldCompany, GoldPost, gold_companies, gold_posts
from leadminer.demo.site.server import SampleSite, serve_site

__all__ = [
    "MERCHANTS",
    "MUST_NOT_BE_READ",
    "GoldCompany",
    "GoldPost",
    "SampleSite",
    "gold_companies",
    "gold_posts",
    "serve_site",
]
