"""What is kept of a person, as a document for that person: readable in its language, or JSON."""

from __future__ import annotations

import json
from datetime import datetime
from functools import partial
from typing import Any

from leadminer.config import Config
from leadminer.prospects.tables import Prospect
from leadminer.web import language
from leadminer.web.sentences import say
from leadminer.web.templating import environment


def language_for(prospect: Prospect, wished: str = "") -> str:
    """The language of the document: the one wished for, else the person's own, else English."""
    for tag in (wished, prospect.lang or ""):
        found = language.match(tag) if tag else None
        if found:
            return found
    return "en"


def holder(config: Config) -> dict[str, str]:
    """Who answers for the data, and where to write to."""
    outreach = config.outreach
    return {
        "name": outreach.operator_name or config.ledger.legal_entity,
        "mail": outreach.sender_address,
        "post": outreach.postal_address,
    }


def as_json(view: dict[str, Any], config: Config) -> str:
    """For programs; moments in ISO 8601."""

    def moment(value: object) -> str:
        assert isinstance(value, datetime)
        return value.isoformat()

    whole = {"kept_by": holder(config), **view}
    return json.dumps(whole, ensure_ascii=False, indent=2, default=moment) + "\n"


def as_html(view: dict[str, Any], config: Config, *, lang: str, now: datetime) -> str:
    """One file that opens anywhere: its style is in it, and it loads nothing."""
    write = language.Writer.of(lang, now, config.ledger.timezone)
    template = environment(lang).get_template("access_file.html")
    return template.render(
        view=view, holder=holder(config), write=write, lang=lang, told=partial(say, write=write)
    )
