"""Why a lead is given up, and what follows from it; why one is called good."""

from __future__ import annotations

from enum import StrEnum

from leadminer.base.errors import InvalidInput


class After(StrEnum):
    """What happens with a lead that was given up, and with its person."""

    RECYCLE = "recycle"  #: may come again by itself
    CLOSE = "close"  #: over
    SUPPRESS = "suppress"  #: over, and the person goes on the do-not-contact list
    TEACH = "teach"  #: over, and the scorer learns that this was no need


# code -> (phrase, what follows)
REASONS: dict[str, tuple[str, After]] = {
    "no_need": ("there is no need in the text", After.TEACH),
    "seller": ("offers something instead of asking for it", After.TEACH),
    "spam_test": ("spam or a test", After.TEACH),
    "duplicate": ("known already", After.CLOSE),
    "out_of_area": ("no merchant serves the place", After.RECYCLE),
    "out_of_category": ("no offer serves the need", After.RECYCLE),
    "no_budget": ("the budget is far off", After.CLOSE),
    "too_late": ("the need is over", After.CLOSE),
    "unreachable": ("nobody can be reached", After.RECYCLE),
    "wrong_data": ("what was said of it is wrong", After.CLOSE),
    "never_asked": ("the person says it never asked", After.SUPPRESS),
    "no_consent": ("the person does not want to be contacted", After.SUPPRESS),
    "opt_out": ("the person opted out", After.SUPPRESS),
    "erased": ("the person's data were erased", After.SUPPRESS),
    "other": ("another reason, told in words", After.CLOSE),
}

GOOD: dict[str, str] = {
    "asks": "asks for it outright",
    "details": "names quantity, budget or time",
    "pressing": "needs it soon",
    "fits": "fits the offer well",
}


def check_good(code: str) -> None:
    """Raises InvalidInput for a reason no lead is called good for, naming the known."""
    if code not in GOOD:
        raise InvalidInput(f"unknown reason {code!r}: use one of {', '.join(GOOD)}")


def after(code: str) -> After:
    """What follows from a reason. Raises InvalidInput for an unknown code, naming the known."""
    if code not in REASONS:
        raise InvalidInput(f"unknown reason {code!r}: use one of {', '.join(REASONS)}")
    return REASONS[code][1]
