"""Why a request of a crawl brought no page, in one word."""

from __future__ import annotations

from typing import Any

from twisted.python.failure import Failure

from leadminer.mining.politeness.refusals import Forbidden

_FAILURES = (  # (part of the error's name, our word for it)
    ("CannotResolve", "dns"),
    ("DNSLookup", "dns"),
    ("Timeout", "timeout"),
    ("TimedOut", "timeout"),
    ("DownloadCancelled", "too_large"),
    ("SSL", "tls"),
    ("Certificate", "tls"),
    ("ReachedMax", "redirects"),
    ("ResponseNeverReceived", "connection"),
    ("Connect", "connection"),
    ("DownloadFailed", "connection"),
    ("DataLoss", "connection"),
    ("IgnoreRequest", "ignored"),
)


def reason_of(failure: Failure) -> str:
    """Why a request brought no page, in one word; empty if it was ours to skip."""
    error: Any = failure.value
    if isinstance(error, Forbidden):
        return "" if error.reason == "barren" else error.reason
    response = getattr(error, "response", None)
    status = getattr(response, "status", None)
    if status is not None:
        return "http_5xx" if status >= 500 else f"http_{status}"
    if "DecompressionMaxSize" in type(error.__cause__).__name__:
        return "too_large"
    name = type(error).__name__
    if name == "error" or "Gzip" in name or "Zstd" in name:  # each packing has an error of its own
        return "encoding"
    text = str(error).lower()
    for mark, reason in _FAILURES:
        if mark in name:
            return "tls" if "ssl" in text or "certificate" in text else reason
    return "redirects" if "redirect" in text else "error"
