"""What the codes of imports are called on a page."""

from __future__ import annotations

from leadminer.web.language import N_

KINDS: dict[str, dict[str, str]] = {
    "intake_kind": {
        "csv": "CSV",
        "xlsx": "XLSX",
        "jsonl": "JSONL",
        "mail": N_("E-mail"),
        "api": "API",
        "hand": N_("by hand"),
    },
    "row_outcome": {
        "stored": N_("Stored"),
        "duplicate": N_("Known already"),
        "refused": N_("Refused"),
        "undone": N_("Taken back"),
        "kept": N_("Kept, in use"),
    },
    "row_reason": {
        "known": N_("known already, from here or anywhere"),
        "twin": N_("its words are known from another place"),
        "repeated": N_("stands twice in the file"),
        "no_words": N_("has neither title nor text"),
        "no_name": N_("has no name"),
        "bad_kind": N_("unknown kind"),
        "bad_url": N_("the address cannot be used"),
        "no_parent": N_("a reply without its thread"),
        "bad_email": N_("the e-mail address cannot be used"),
        "bad_phone": N_("the phone number cannot be used"),
        "bad_time": N_("the time cannot be read, or is still to come"),
        "bad_country": N_("the country is not known"),
        "too_long": N_("too long"),
        "too_many_cells": N_("more cells than columns"),
        "not_csv": N_("cannot be read as CSV"),
        "not_json": N_("cannot be read as JSON"),
        "not_object": N_("is no JSON object"),
        "not_mail": N_("is no mail"),
        "automatic": N_("written by a machine"),
        "own_mail": N_("sent by ourselves"),
        "nested": N_("nested too deeply"),
        "sensitive": N_("tells what may not be kept"),
        "test": N_("marked as a test"),
        "our_error": N_("a pipeline failed on it"),
        "seen_elsewhere": N_("mining has read it at another place, too"),
        "in_use": N_("with a merchant or written to; called back where possible"),
    },
}
SAID = {
    "brought_in": N_("File brought in. What became of each row stands below."),
    "need_brought_in": N_("Need brought in. What became of it stands below."),
    "taken_back": N_("Import taken back."),
}
TONES = {"stored": "good", "duplicate": "plain", "undone": "plain", "kept": "warn"}
