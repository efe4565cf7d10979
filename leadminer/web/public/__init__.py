"""Pages for anybody: log-in, language, unsubscribe, health."""

from fastapi import APIRouter

from leadminer.web.public import health, login, unsubscribe

router = APIRouter()
for part in (health, login, unsubscribe):
    router.include_router(part.router)

__all__ = ["router"]
