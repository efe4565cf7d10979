"""What every answer carries and every request must pass, whatever page it is."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from fastapi import Request, Response
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from leadminer.base.errors import InvalidInput, LeadminerError

BODY_BYTES_MAX = 1024 * 1024
URL_ENCODED = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"
CSRF_FIELD = "csrf_token"
CSRF_HEADER = "x-csrf-token"

POLICY = "; ".join(
    [
        "default-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "object-src 'none'",
    ]
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


class ForeignRequest(LeadminerError):
    """This form did not come from this console; nothing was changed."""


class TooLarge(LeadminerError):
    """More was sent than any form here needs; nothing was changed."""


def check_origin(request: Request, base_url: str) -> None:
    """Refuse a changing request that another site's page started.

    Browsers send Origin with every POST and, the present ones, Sec-Fetch-Site; a client that
    sends neither is no browser and carries nobody's cookie against their will.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None and site not in {"same-origin", "none"}:
        raise ForeignRequest
    origin = request.headers.get("origin")
    if origin is None:
        return
    allowed = {f"{request.url.scheme}://{request.url.netloc}"}
    if base_url:
        parts = urlsplit(base_url)
        allowed.add(f"{parts.scheme}://{parts.netloc}")
    if origin not in allowed:
        raise ForeignRequest


def check_token(sent: str | None, expected: str) -> None:
    """Refuse a form that does not carry the log-in's own token."""
    if not sent or not hmac.compare_digest(sent.encode(), expected.encode()):
        raise ForeignRequest


class NulFound(InvalidInput):
    """There is a NUL character in what was sent; no text here holds one."""


class Guard:
    """Adds the headers of `HEADERS` to every answer; what no page should see ends here.

    That is a body over the limit, a NUL character (PostgreSQL keeps none) in address, query or
    form, and HEAD, which is GET without its body. `refuse` makes the page for a request that
    need not be read further, with its status.
    """

    def __init__(
        self,
        app: ASGIApp,
        refuse: Callable[[Request, int], Response],
        uploads: Mapping[str, int] | None = None,
    ) -> None:
        self._app = app
        self._refuse = refuse
        self._uploads = uploads or {}  # path -> the most bytes of a file sent there

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        secure = scope.get("scheme") == "https"
        headless = scope["method"] == "HEAD"
        kind = Headers(scope=scope).get("content-type", "")
        form = kind.startswith(URL_ENCODED)
        upload = self._uploads.get(scope["path"], 0) if kind.startswith(MULTIPART) else 0
        most = upload or BODY_BYTES_MAX
        read, tail = 0, b""

        async def limited() -> Message:
            nonlocal read, tail
            message = await receive()
            body = message.get("body", b"")
            read += len(body)
            if read > most:
                raise TooLarge
            if upload:
                return message  # a file may hold any byte; who reads it looks at it
            if b"\0" in body or (form and b"%00" in tail + body):
                raise NulFound
            tail = (tail + body)[-2:]
            return message

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", "no-store")
                if secure:
                    headers.setdefault("strict-transport-security", "max-age=31536000")
            elif headless:
                message = {**message, "body": b""}
            await send(message)

        status = _refused(scope, most)
        if status:
            await self._refuse(Request(scope), status)(scope, receive, guarded)
            return
        if headless:
            scope = {**scope, "method": "GET"}
        await self._app(scope, limited, guarded)


def _refused(scope: Scope, most: int) -> int:
    """The status of a request that need not be read further; 0 for one that is served."""
    if "\0" in scope["path"]:
        return 404
    query = scope.get("query_string", b"")
    if b"%00" in query or b"\0" in query:
        return 400
    length = Headers(scope=scope).get("content-length", "0")
    return 413 if length.isdecimal() and int(length) > most else 0
