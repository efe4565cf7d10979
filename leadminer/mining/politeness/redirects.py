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

from leadminer.base.private_addresses import is_metadata_host, is_private_host
from leadminer.mining.politeness.middlewares import Forbidden


class _Careful(BaseRedirectMiddleware):
    def _redirect(self, redirected: Request, request: Request, reason: Any) -> Request:
        if redirected.url in _asked_before(request):  # without cookies it says the same again
            raise Forbidden("redirects")
        if "@" in urlsplit(redirected.url).netloc:  # a password would be kept with the page
            raise Forbidden("redirect_refused")
        spider: Any = self.crawler.spider
        is_begun = request.meta.get("pattern") is not None  # the start tells where the site is
        if is_begun and not spider.frontier.is_on_site(redirected.url):
            raise Forbidden(self._why_left(redirected.url))  # its words would be dropped
        try:
            return super()._redirect(redirected, request, reason)
        except IgnoreRequest:
            raise Forbidden("redirects") from None

    def _why_left(self, url: str) -> str:
        """Why a redirect to another host is not followed, by the host's name alone."""
        host = urlsplit(url).hostname or ""
        if is_metadata_host(host):
            return "metadata_address"
        allow_private = self.crawler.settings.getbool("LEADMINER_ALLOW_PRIVATE")
        return "private_address" if not allow_private and is_private_host(host) else "off_site"


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
