"""The page read before the first one, and what a run's process leaves closed."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime

from leadminer.mining import example
from leadminer.mining.extraction.page import Context, read_page


def test_the_example_is_read_as_a_thread_with_contacts():
    posts = read_page(example.PAGE, example.URL, Context(now=datetime.now(UTC))).posts
    assert [post.author for post in posts] == ["anna", "ben"]
    assert {contact.kind for contact in posts[0].contacts} >= {"email", "phone"}


def test_what_pages_ask_for_is_built_by_the_example():
    """Country names, which take longest, are not built by the first page of a site any more."""
    code = (
        "from datetime import UTC, datetime\n"
        "from leadminer.mining.example import read_example\n"
        "from leadminer.mining.extraction.values import regions\n"
        "assert not regions._country_names.cache_info().currsize\n"
        "read_example(datetime.now(UTC))\n"
        "assert regions._country_names.cache_info().currsize\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_no_extension_of_scrapy_opens_a_port():
    code = (
        "import sys; from scrapy.settings import Settings\n"
        "from scrapy.extension import ExtensionManager\n"
        "from leadminer.mining.run_settings import _EXTENSIONS\n"
        "settings = Settings({'EXTENSIONS_BASE': _EXTENSIONS})\n"
        "print(ExtensionManager._get_mwlist_from_settings(settings))\n"
        "assert 'aiohttp.web' not in sys.modules\n"
    )
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert "CloseSpider" in told.stdout
    assert "Remote" not in told.stdout and "Telnet" not in told.stdout
