"""What the codes of webhooks are called on a page."""

from __future__ import annotations

from leadminer.web.language import N_

KINDS: dict[str, dict[str, str]] = {
    "event": {
        "lead.handed_off": N_("A lead waits for your answer"),
        "handoff.accepted": N_("A lead was accepted: who the person is"),
        "handoff.declined": N_("A lead was declined"),
        "handoff.expired": N_("The time to answer was over"),
        "handoff.returned": N_("A return was asked for"),
        "handoff.return_decided": N_("The operator decided about a return"),
        "handoff.withdrawn": N_("A lead was called back: no more contact"),
        "handoff.lost": N_("No deal came of a lead"),
        "deal.recorded": N_("A deal was recorded"),
        "statement.issued": N_("A statement was issued"),
        "webhook.test": N_("Test"),
    },
    "endpoint": {"enabled": N_("on"), "disabled": N_("off")},
    "disabled_why": {
        "gone": N_("it answered that it is gone (410)"),
        "failing": N_("too many failures over a long time"),
        "by_hand": N_("switched off by hand"),
    },
    "delivery": {
        "due": N_("Waiting"),
        "claimed": N_("Being sent"),
        "delivered": N_("Delivered"),
        "dead": N_("Given up"),
        "cancelled": N_("Cancelled"),
    },
    "delivery_problem": {
        "timeout": N_("no answer in time"),
        "unreachable": N_("cannot be reached"),
        "tls": N_("certificate not trusted"),
        "closed_address": N_("leads to a private address"),
        "protocol": N_("does not speak HTTP"),
        "redirect": N_("answered with a redirect"),
        "status": N_("answered with an error"),
    },
}
SAID = {
    "webhook_test": N_("Test on its way. What came of it stands below in a few seconds."),
    "webhook_enable": N_("Switched on. What waited is sent now."),
    "webhook_disable": N_("Switched off. What happens meanwhile waits."),
    "webhook_remove": N_("Endpoint removed."),
    "webhook_replay": N_("Sent again under its old number within seconds."),
}
TONES = {"enabled": "good", "disabled": "warn", "dead": "bad"}
DELIVERY_TONES = {"delivered": "good", "due": "warn", "claimed": "accent", "dead": "bad"}
