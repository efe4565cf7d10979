"""What cannot be a signal goes no further: no words, no address, no name."""

from __future__ import annotations

from leadminer.sdk import Company, DropItem, Found

# of a page; of a mail (RFC 2392); of a row somebody brought in that has no other
ADDRESSES = ("http://", "https://", "mid:", "import:")


class Pipeline:
    """Drops records that lack what makes them one."""

    def process_item(self, item: Found) -> Found:
        """A post needs words and an address; a company a name and a way to find it."""
        record = item.record
        if not record.url.startswith(ADDRESSES):
            raise DropItem("no address")
        if isinstance(record, Company):
            if not record.name.strip() or len(record.name) > 200:
                raise DropItem("no name")
        elif not (record.text.strip() or record.title.strip()):
            raise DropItem("no words")
        return item
