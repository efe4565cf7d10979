"""Pages of a merchant: its leads and its statements, phone first."""

from fastapi import APIRouter

from leadminer.web.merchant import inbox, statements, webhooks

router = APIRouter()
for part in (inbox, statements, webhooks):
    router.include_router(part.router)

__all__ = ["router"]
