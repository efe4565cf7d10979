"""Files hung on a post: their names and sizes are no words of it."""

from __future__ import annotations

import re
from typing import Final

_ATTACHED: Final = re.compile(
    r"[^\n/]{1,80}\.(?:pdf|docx?|xlsx?|zip|rar|jpe?g|png|gif|txt|csv|dwg|step|stl) ?"
    r"[(\[]?\d[\d.,]{0,8} ?(?:bytes|[kmg]i?[bo])[)\]]?",
    re.I,
)


def is_attachment(said: str) -> bool:
    """Whether a line is but the name of a file and how large it is."""
    return bool(_ATTACHED.fullmatch(said))
