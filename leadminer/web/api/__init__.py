"""REST v1 for other systems: bearer tokens, JSON, problems by RFC 9457."""

from leadminer.web.api.site import create_api

__all__ = ["create_api"]
