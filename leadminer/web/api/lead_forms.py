"""Lead forms of ads: an ad platform posts each lead; it cannot set a header, so the token may stand
in the body, as the key that was entered there."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.security import HTTPAuthorizationCredentials

from leadminer.intake.lead_forms import signal_of_form
from leadminer.web.api.problems import Problem
from leadminer.web.api.signals import (
    PROBLEMS,
    ImportOut,
    bearer,
    body_of,
    take_signals,
    token_in_force,
)
from leadminer.web.visit import app_of

router = APIRouter(responses=PROBLEMS)
SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["lead_id", "user_column_data"],
    "properties": {
        "lead_id": {"type": "string"},
        "google_key": {"type": "string", "description": "the token, where no header can be set"},
        "is_test": {"type": "boolean", "description": "a test is answered and not kept"},
        "user_column_data": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    name: {"type": "string"}
                    for name in ("column_id", "column_name", "string_value")
                },
            },
        },
    },
}


@router.post(
    "/lead-forms",
    openapi_extra={
        "requestBody": {"required": True, "content": {"application/json": {"schema": SCHEMA}}}
    },
)
def send_lead_form(
    request: Request,
    body: Annotated[bytes, Depends(body_of)],
    given: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)] = None,
    need: Annotated[str, Query(max_length=500, description="what the form is about")] = "",
) -> ImportOut:
    """Send one lead of an ad's form. The same lead_id again stores nothing twice."""
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError):
        raise Problem(400, "the body is no JSON") from None
    key = sent.get("google_key") if isinstance(sent, dict) else None
    text = given.credentials if given is not None else (key if isinstance(key, str) else "")
    app = app_of(request)
    token = token_in_force(app, text)
    return take_signals(app, token, [signal_of_form(sent, need=need)])
