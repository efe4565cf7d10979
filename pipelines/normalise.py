"""One form for the same thing: composed characters, no control codes, bounded lengths."""

from __future__ import annotations

import re
import unicodedata

from leadminer.sdk import Company, Found

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\ufffe\uffff\ud800-\udfff]")


def clean(text: str, limit: int) -> str:
    """A text as it is kept. Full-width letters stay: the quote must match the page."""
    return unicodedata.normalize("NFC", _CONTROL.sub("", text)).strip()[:limit]


class Pipeline:
    """Tidies the texts of a record."""

    def process_item(self, item: Found) -> Found:
        """The same record, tidied."""
        record = item.record
        record.fields = {clean(k, 80): clean(v, 500) for k, v in record.fields.items()}
        record.section = [clean(name, 80) for name in record.section]
        if isinstance(record, Company):
            record.name = clean(record.name, 200)
            record.about = clean(record.about, 4000)
            record.address = clean(record.address, 300)
        else:
            record.text = clean(record.text, 20_000)
            record.title = clean(record.title, 500)
            record.author = clean(record.author, 120)
        return item
