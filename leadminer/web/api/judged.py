"""What was made of a signal that was sent: the verdict, and what speaks for and against it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path, Request
from pydantic import BaseModel, Field

from leadminer.base.errors import NotFound
from leadminer.intake import queries
from leadminer.leads.queries import judgement_of
from leadminer.leads.sums import sum_of
from leadminer.leads.tables import Judgement
from leadminer.web.api.signals import PROBLEMS, Sender
from leadminer.web.visit import ID_MAX, app_of

router = APIRouter(responses=PROBLEMS)
SignalId = Annotated[int, Path(ge=1, le=ID_MAX, alias="number", description="of the signal")]


class ReasonOut(BaseModel):
    """A stretch of the signal, quoted exactly, and what it weighs."""

    field: str = Field(description="title text section fields url; author: what else it posted")
    start: int
    end: int
    text: str
    label: str = Field(description="the group of phrases; wording: learnt from examples")
    weight: float = Field(description="log-odds; above 0 speaks for a need")


class JudgementOut(BaseModel):
    """A verdict. `rest` and the weights of the reasons sum to `log_odds`."""

    score: float = Field(description="0 to 1, for ranking: 1 / (1 + exp(-log_odds / 2))")
    probability: float = Field(description="0.01 to 0.99; read note beside it")
    intent: bool
    intent_class: str = Field(serialization_alias="class")
    strength: int = Field(description="0 none, 1 vague, 2 choosing, 3 ready to buy")
    lang: str
    reasons: list[ReasonOut]
    rest: float = Field(description="the starting point and many small parts")
    log_odds: float
    note: str
    model: str
    judged_at: datetime


class SignalOut(BaseModel):
    """A signal that was sent; `judgement` is null until a worker has read it."""

    signal: int
    judgement: JudgementOut | None


@router.get("/signals/{number}")
def look(request: Request, token: Sender, number: SignalId) -> SignalOut:
    """The verdict on a signal that this token sent, with its reasons."""
    with app_of(request).read() as session:
        if not queries.sent_by(session, number, token_id=token.id or 0):
            raise NotFound(f"there is no signal {number}")
        row = judgement_of(session, number)
        return SignalOut(signal=number, judgement=_told(row) if row else None)


def _told(row: Judgement) -> JudgementOut:
    whole = sum_of(row)
    return JudgementOut(
        score=row.score,
        probability=row.probability,
        intent=row.intent,
        intent_class=row.intent_class,
        strength=row.strength,
        lang=row.lang,
        reasons=[ReasonOut.model_validate(reason) for reason in row.reasons],
        rest=whole.rest,
        log_odds=whole.log_odds,
        note=row.note,
        model=row.model_version,
        judged_at=row.judged_at,
    )
