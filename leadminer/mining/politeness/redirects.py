"""Redirects that are followed, and a name for each that is not."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from scrapy.downloadermiddlewares.redirect import (
    BaseRedirectMiddleware,
    MetaRefreshMiddleware,
    RedirectMiddleware,
)
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response

from leadminer.mining.politeness.middlewares import Forbidden


class _Careful(BaseRedirectMiddleware):
    def _redirect(self, redirected: Request, request: Request, reason: Any) -> Request:
        if redirected.url in _asked_before(request):  # without cookies it says the same again
            raise Forbidden("redirects")
        if "@" in urlsplit(redirected.url).netloc:  # a password would be kept with the page
            raise Forbidden("redirect_refused")
        try:
            return super()._redirect(redirected, request, reason)
        except IgnoreRequest:
            raise Forbidden("redirects") from None


class StatusRedirects(_Careful, RedirectMiddleware):
    """HTTP redirects, to web pages only."""

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """The next request, or the answer if it is no redirect. Raises Forbidden."""
        try:
            after = super().process_response(request, response)
        except ValueError:  # the target is no address at all
            raise Forbidden("redirect_refused") from None
        if isinstance(after, Response) and 300 <= after.status < 400 and _target(after):
            raise Forbidden("redirect_refused")
        return after


class PageRedirects(_Careful, MetaRefreshMiddleware):
    """Redirects that stand in a page; one to no web page is not followed and the page is read."""

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """The next request, or the answer if it is no redirect. Raises Forbidden."""
        try:
            return super().process_response(request, response)
        except ValueError:
            return response
        except Forbidden as refused:
            if refused.reason == "redirects" and "redirect_urls" not in request.meta:
                return response  # a page that shows itself anew from time to time
            raise


def _asked_before(request: Request) -> list[str]:
    return [request.url, *request.meta.get("redirect_urls", ())]


def _target(response: Response) -> bytes | None:
    return response.headers.get("Location")
