"""What docs/merchants.md tells the people who build the other end is true."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from leadminer.webhooks.rules import secret_of, signed_headers
from leadminer.webhooks.states import EVENTS

TEXT = (Path(__file__).resolve().parents[3] / "docs" / "merchants.md").read_text(encoding="utf-8")
BODY = '{"type":"webhook.test","text":"求购"}'.encode()


@pytest.fixture
def verify() -> Callable[[str, dict[str, str], bytes], None]:
    """The example, as a reader copies it."""
    code = re.search(r"```python\n(.*?)```", TEXT, re.DOTALL)
    assert code is not None
    names: dict[str, Any] = {}
    exec(code[1], names)
    return names["verify"]  # type: ignore[no-any-return]


def test_the_example_verifies_what_we_send_and_nothing_else(
    verify: Callable[[str, dict[str, str], bytes], None],
) -> None:
    secret, other = secret_of(b"k" * 32, "one"), secret_of(b"k" * 32, "two")
    now = datetime.fromtimestamp(time.time(), UTC)
    headers = signed_headers([secret, other], "msg_1", now, BODY)
    verify(secret, headers, BODY)
    verify(other, headers, BODY)
    with pytest.raises(ValueError, match="changed"):
        verify(secret, headers, BODY + b" ")
    with pytest.raises(ValueError, match="changed"):
        verify(secret_of(b"k" * 32, "three"), headers, BODY)
    with pytest.raises(ValueError, match="old"):
        old = signed_headers([secret], "msg_1", datetime(2026, 1, 1, tzinfo=UTC), BODY)
        verify(secret, old, BODY)


def test_every_event_is_described_and_every_sample_is_json() -> None:
    assert [name for name in EVENTS if f"`{name}`" not in TEXT] == []
    samples = [json.loads(found) for found in re.findall(r"```json\n(.*?)```", TEXT, re.DOTALL)]
    assert {sample["type"] for sample in samples if "type" in sample} <= set(EVENTS)
    assert len(samples) >= 4
