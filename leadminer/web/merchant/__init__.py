"""Pages of a merchant: its leads and its statements, phone first."""

from fastapi import APIRouter

from leadminer.web.merchant import inbox, statements

router = APIRouter()
for part in (inbox, statements):
    router.include_router(part.router)

__all__ = ["router"]
