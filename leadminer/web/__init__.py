"""The console: one folder an audience, every page works without script."""

from leadminer.web.site import create_web

__all__ = ["create_web"]
