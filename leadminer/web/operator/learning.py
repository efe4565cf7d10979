"""What is learnt: posts to read, how far probabilities can be believed, and model versions."""

from __future__ import annotations

from itertools import groupby
from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Response

from leadminer.learning import cuts, labelling, models, reports
from leadminer.scoring import INTENT_CLASSES
from leadminer.scoring.calibration import OUTCOMES_MIN
from leadminer.web.charts import CutPoint, Point, cut_lines, history, reliability
from leadminer.web.language import N_
from leadminer.web.visit import Id, Operator, OperatorActs, Visit

router = APIRouter()
QUEUE = 12


@router.get("/learning")
def posts(visit: Operator, host: Annotated[str, Query(max_length=255)] = "") -> Response:
    """The posts whose labels teach most, the best one open; and what reading has brought."""
    queue = labelling.labelling_queue(visit.session, limit=QUEUE, host=host.strip())
    state = labelling.labelling_state(visit.session)
    return visit.page(
        "operator/learning_posts.html",
        queue=queue,
        state=state,
        host=host.strip(),
        classes=INTENT_CLASSES,
        chart=_gains(visit, state),
    )


@router.post("/learning/posts/{signal_id}")
def label(
    visit: OperatorActs,
    signal_id: Id,
    verdict: Annotated[str, Form(pattern="^(need[123]|none|skip)$")],
    *,
    intent_class: Annotated[str, Form(max_length=24)] = "",
    why: Annotated[str, Form(max_length=24)] = "",
) -> Response:
    """Keep what the operator read in a post, and show the next one; need3 is the strongest."""
    labelling.set_label(
        visit.session,
        signal_id,
        None if verdict == "skip" else int(verdict != "none"),
        actor=visit.actor,
        now=visit.app.clock.now(),
        strength=int(verdict[-1]) if verdict.startswith("need") else 0,
        intent_class=intent_class,
        why=why,
    )
    return visit.go("/learning", "labelled", signal_id)


@router.post("/learning/posts/{signal_id}/undo")
def undo(visit: OperatorActs, signal_id: Id) -> Response:
    """Forget what was read in a post."""
    labelling.take_label_back(visit.session, signal_id, actor=visit.actor)
    return visit.go("/learning", "undone")


@router.get("/learning/calibration")
def calibration(visit: Operator) -> Response:
    """Claimed chances against what came true, and where to put the cut."""
    view = reports.calibration_view(visit.session)
    scoring = visit.app.config.scoring
    prices = cuts.Prices(scoring.lead_minutes, scoring.hour, scoring.thousand_requests)
    advice = cuts.threshold_advice(visit.session, now=visit.app.clock.now(), prices=prices)
    share = visit.write.share
    curves = {
        "before": (view.needs_before, "plain", N_("As the text alone says")),
        "after": (view.needs, "accent", N_("As learnt, on verdicts it did not see")),
        "deals": (view.deals, "good", N_("Chance of a deal")),
    }
    return visit.page(
        "operator/calibration.html",
        view=view,
        plots={
            name: (curve, reliability([_points(curve, tone)], visit.text(title), share))
            for name, (curve, tone, title) in curves.items()
        },
        advice=_steps(advice),
        has_costs=any(row.cost_per_week for row in advice),
        cut_chart=_cut_chart(visit, advice),
        outcomes_min=OUTCOMES_MIN,
    )


@router.get("/learning/models")
def versions(visit: Operator) -> Response:
    """Every version of what was learnt, and which was in use when."""
    return visit.page(
        "operator/models.html",
        rows=models.list_models(visit.session),
        uses=models.model_uses(visit.session, limit=20),
        current=models.current_use(visit.session),
    )


@router.post("/learning/models/rollback")
def rollback(visit: OperatorActs) -> Response:
    """Back to the version before, and stay with it; leads are ranked anew by a worker."""
    models.rollback(visit.session, actor=visit.actor, now=visit.app.clock.now())
    return visit.go("/learning/models", "model")


@router.post("/learning/models/follow")
def follow(visit: OperatorActs) -> Response:
    """The newest version, and every newer one from now on."""
    models.follow(visit.session, actor=visit.actor, now=visit.app.clock.now())
    return visit.go("/learning/models", "model")


@router.post("/learning/models/use")
def use(visit: OperatorActs, version: Annotated[str, Form(max_length=64)]) -> Response:
    """Take one version into use and stay with it."""
    models.use(visit.session, version, actor=visit.actor, now=visit.app.clock.now())
    return visit.go("/learning/models", "model")


def _points(curve: reports.Curve, tone: str) -> tuple[str, list[Point]]:
    return tone, [
        Point(row.claimed, row.met, row.met_low, row.met_high, row.count) for row in curve.bins
    ]


def _gains(visit: Visit, state: labelling.LabellingState) -> Any:
    """The ranking of each version on verdicts, as a line."""
    values = [float(row["after"][0]) for row in state.history if row.get("after")]
    title = visit.text(N_("Ranking of each version on your verdicts"))
    return history(values, title, visit.write.share) if len(values) > 1 else ""


def _cut_chart(visit: Visit, advice: list[cuts.CutAdvice]) -> Any:
    """Leads let through and deals kept at each cut; empty before there are any leads."""
    if not any(row.leads_share for row in advice):
        return ""
    kept = [
        CutPoint(row.cut, row.deals_kept.likely, row.deals_kept.low, row.deals_kept.high or 1.0)
        for row in advice
        if row.deals_kept
    ]
    let_through = [CutPoint(row.cut, row.leads_share) for row in advice]
    title = visit.text(N_("Leads let through and deals kept at each least rank"))
    return cut_lines([("plain", let_through), ("good", kept)], title, visit.write.share)


def _steps(advice: list[cuts.CutAdvice]) -> list[list[cuts.CutAdvice]]:
    """Cuts that let the same through, together: thirteen rows alike tell one thing."""
    same = groupby(advice, key=lambda row: (row.leads_per_week, row.ended))
    return [list(rows) for _, rows in same]
