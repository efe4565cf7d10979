"""Pages of the service provider: leads, drafts, hand-offs, mining, merchants, reports."""

from fastapi import APIRouter

from leadminer.web.operator import (
    access,
    drafts,
    handoffs,
    hosts,
    identity,
    intake,
    jobs,
    leads,
    learning,
    merchants,
    mining,
    ranks,
    reports,
    webhooks,
)

router = APIRouter()
for part in (
    leads,
    ranks,
    drafts,
    handoffs,
    intake,
    mining,
    jobs,
    hosts,
    learning,
    identity,
    access,
    merchants,
    reports,
    webhooks,
):
    router.include_router(part.router)

__all__ = ["router"]
