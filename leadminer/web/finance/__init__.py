"""Pages of finance: the books, the months, the statements, and every amount's way back."""

from fastapi import APIRouter

from leadminer.web.finance import deals, overview, statements

router = APIRouter()
for part in (overview, statements, deals):
    router.include_router(part.router)

__all__ = ["router"]
