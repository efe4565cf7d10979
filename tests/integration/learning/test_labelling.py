"""Posts that teach most are asked about first; labels are kept, changed, taken back, exported."""

from __future__ import annotations

import random

import pytest

from leadminer.base.clock import FixedClock
from leadminer.base.errors import InvalidInput, NotFound
from leadminer.base.money import Money
from leadminer.flow import learn
from leadminer.leads import queries as leads
from leadminer.leads.tables import Judgement
from leadminer.learning import cuts, labelling, outcomes, reports
from leadminer.prospects.tables import ProviderAnswer
from leadminer.scoring.training import example_of
from leadminer.signals.tables import Signal, SourceRun
from leadminer.store import Session
from tests.factories.handoffs import make_contract
from tests.factories.learning import scored_lead
from tests.factories.merchants import NOW
from tests.factories.signals import make_signal

WORDS = ("pump tank valve", "laptop screen memory", "flat kitchen paint", "visa flight hotel")


def post(session: Session, score: float, **values: object) -> Signal:
    """A judged post."""
    row = make_signal(session, **values)  # type: ignore[arg-type]
    session.add(
        Judgement(
            signal_id=row.id or 0,
            score=score,
            probability=score,
            intent=score > 0.5,
            intent_class="request" if score > 0.5 else "other",
            strength=1,
            model_version="test",
            judged_at=NOW,
        )
    )
    session.flush()
    return row


def asked(session: Session, **values: object) -> list[int]:
    return [p.signal_id for p in labelling.labelling_queue(session, **values)]  # type: ignore[arg-type]


def test_the_least_sure_come_first_and_the_same_text_is_asked_once(session: Session) -> None:
    sure = post(session, 0.97, text="sure one", title="")
    unsure = post(session, 0.44, text="perhaps, perhaps not", title="")
    copy = post(session, 0.44, text="copy", title="", text_hash=unsure.text_hash)
    order = asked(session)
    assert order[0] == unsure.id and copy.id not in order
    assert order[-1] == sure.id


def test_posts_that_are_alike_and_of_one_source_take_turns(session: Session) -> None:
    same = [
        post(session, 0.45, text=f"need a pump tank valve {n}", title="", host="one.example").id
        for n in range(6)
    ]
    others = [
        post(session, 0.40, text=f"{words} wanted", title="", host=f"h{n}.example").id
        for n, words in enumerate(WORDS[1:])
    ]
    first = asked(session, limit=4)
    assert set(others) <= set(first)
    assert len(set(first) & set(same)) == 1


def test_what_was_read_or_called_is_not_asked_again(session: Session, clock: FixedClock) -> None:
    one, two, three = (post(session, 0.45, text=f"text {w}", title="") for w in WORDS[:3])
    labelling.set_label(session, one.id or 0, 1, actor="operator:1", now=NOW, strength=2)
    labelling.set_label(session, two.id or 0, None, actor="operator:1", now=NOW)
    assert asked(session) == [three.id]
    lead = scored_lead(session, make_contract(session), clock)
    assert lead.signal_id in asked(session)
    leads.set_feedback(session, lead, "good", now=NOW, actor="operator:1")
    assert lead.signal_id not in asked(session)
    state = labelling.labelling_state(session)
    assert (state.labels, state.skipped, state.feedback) == (1, 1, 1)
    assert labelling.take_label_back(session, one.id or 0, actor="operator:1")
    assert not labelling.take_label_back(session, one.id or 0, actor="operator:1")
    assert one.id in asked(session)


def test_a_label_is_changed_and_bad_ones_are_refused(session: Session) -> None:
    row = post(session, 0.45)
    number = row.id or 0
    labelling.set_label(session, number, 1, actor="operator:1", now=NOW, strength=3)
    again = labelling.set_label(session, number, 0, actor="operator:1", now=NOW, strength=3)
    assert (again.label, again.strength) == (0, 0)
    assert [(e.target, e.need) for e in outcomes.examples(session)] == [(0.0, 0)]
    with pytest.raises(NotFound):
        labelling.set_label(session, 99_999, 1, actor="operator:1", now=NOW)
    with pytest.raises(InvalidInput):
        labelling.set_label(session, number, 2, actor="operator:1", now=NOW)
    with pytest.raises(InvalidInput):
        labelling.set_label(session, number, 1, actor="o", now=NOW, intent_class="nonsense")


def test_a_label_is_noticed_by_the_background_step(session: Session, clock: FixedClock) -> None:
    number = post(session, 0.45).id or 0
    assert not learn.waits(session, clock.now())
    labelling.set_label(session, number, 1, actor="operator:1", now=clock.now())
    assert learn.waits(session, clock.now())


def test_labels_calibrate_their_source_and_the_gain_is_shown(
    session: Session, clock: FixedClock
) -> None:
    for number in range(60):  # a source where the scorer is far too sure
        words = WORDS[number % 4]
        row = post(session, 0.85, text=f"{words} {number}", title="", host="odd.example")
        label = int(number % 4 == 0)
        labelling.set_label(session, row.id or 0, label, actor="operator:1", now=clock.now())
    assert reports.calibration_view(session).note == "not calibrated yet"
    done = learn.learn(session, clock=clock)
    assert (done.outcomes, done.verdicts) == (0, 60)
    view = reports.calibration_view(session)
    assert view.version == done.version and view.note == "60 verdicts and outcomes"
    assert view.needs_before.ece is not None and view.needs.ece is not None
    assert view.needs.ece < 0.15 < view.needs_before.ece
    (named,) = [source for source in view.sources if source.host == "odd.example"]
    assert (named.method, named.outcomes) == ("platt", 60)
    state = labelling.labelling_state(session)
    assert state.by_source == {"odd.example": 60}
    assert state.gain["count"] == 60 and state.gain["gain"][0] > 0.2  # words tell them apart
    assert [row["version"] for row in state.history] == [done.version]
    assert view.deals.bins == [] and view.deals.ece is None


def test_what_was_read_can_be_trained_on(session: Session, clock: FixedClock) -> None:
    row = post(session, 0.45, text="need pumps", title="pumps")
    labelling.set_label(session, row.id or 0, 1, actor="o", now=NOW, strength=2)
    other = post(session, 0.6, text="cannot tell", title="")
    labelling.set_label(session, other.id or 0, None, actor="o", now=NOW)
    contract = make_contract(session)
    seller, late = (scored_lead(session, contract, clock) for _ in range(2))
    leads.disqualify(session, seller, "seller", actor="operator:1", now=NOW)
    leads.disqualify(session, late, "too_late", actor="operator:1", now=NOW)
    lines = {line["id"]: line for line in labelling.labelled_lines(session)}
    assert set(lines) == {f"signal-{row.id}", f"signal-{seller.signal_id}"}
    examples = {key: example_of(line) for key, line in lines.items()}
    assert examples[f"signal-{row.id}"].label == 1
    assert examples[f"signal-{row.id}"].strength == 2
    assert examples[f"signal-{seller.signal_id}"].intent_class == "seller"


def test_cuts_tell_volume_deals_cost_and_load_with_intervals(
    session: Session, clock: FixedClock
) -> None:
    from tests.factories.learning import season

    before = cuts.threshold_advice(session, now=clock.now())[0]
    assert not before.enough and before.deals_per_week is None and before.deals_kept is None
    season(session, make_contract(session), clock, count=24)
    run = SourceRun(
        key="cost", spider="qa", url="https://a.example/", state="ended", requests=2400,
        due_at=clock.now(), queued_at=clock.now(), ended_at=clock.now(),
    )  # fmt: skip
    session.add(run)
    session.flush()
    rows = cuts.threshold_advice(session, now=clock.now())
    first, last = rows[0], rows[-1]
    assert (first.leads_per_week.likely, first.leads_share, first.ended) == (6.0, 1.0, 24)
    assert first.deal_rate and first.deals_per_week and first.deals_kept
    assert first.deal_rate.likely == pytest.approx(16 / 24)
    assert first.deals_per_week.likely == pytest.approx(4.0)
    assert first.deals_kept.likely == 1.0 and first.deals_kept.low < 0.9
    assert first.requests_per_lead and first.requests_per_lead.likely == pytest.approx(100.0)
    assert first.requests_per_deal and first.requests_per_deal.likely == pytest.approx(150.0)
    for row in rows:
        spans = (row.leads_per_week, row.deal_rate, row.deals_per_week, row.deals_kept)
        costs = (row.requests_per_lead, row.requests_per_deal, row.handoffs_per_merchant)
        for span in filter(None, (*spans, *costs)):
            assert span.low <= span.likely
            assert span.high is None or span.likely <= span.high + 1e-9
        assert row.enough == (row.ended >= 20)
    assert not first.cost_per_week and not first.cost_per_lead, "no price was told"
    asked = dict.fromkeys(("asked_at", "lease_until", "expires_at"), clock.now())
    asked |= {"key": "a|b|c", "state": "answered", "token": "t", "month": "2026-11"}
    session.add(ProviderAnswer(provider="acme", price_minor=1200, currency="EUR", **asked))
    session.add(ProviderAnswer(provider="free", price_minor=0, currency="USD", **asked))
    session.flush()
    prices = cuts.Prices(30.0, Money(4000, "EUR"), Money(100, "CNY"))
    paid = cuts.threshold_advice(session, now=clock.now(), prices=prices)
    # a week: 3.00 EUR to a provider, 600 requests at 0.001 CNY, and 6 leads of half an hour
    assert paid[0].cost_per_week["EUR"].likely == pytest.approx(300 + 6 * 2000)
    assert paid[0].cost_per_week["CNY"].likely == pytest.approx(60)
    assert paid[0].cost_per_lead["EUR"].likely == pytest.approx(50 + 2000)
    assert paid[0].cost_per_deal["EUR"].likely == pytest.approx(75 + 3000)
    assert set(paid[0].cost_per_lead) == {"CNY", "EUR"}
    for row in paid:
        for span in (*row.cost_per_week.values(), *row.cost_per_lead.values(),
                     *row.cost_per_deal.values()):  # fmt: skip
            assert span.low <= span.likely <= (span.high or float("inf")) + 1e-9
    assert paid[-1].cost_per_week["EUR"].likely == 300 and not paid[-1].cost_per_lead
    assert (last.leads_per_week.likely, last.ended, last.deal_rate) == (0.0, 0, None)
    assert last.requests_per_lead is None


def test_a_counts_interval_holds_the_truth_as_often_as_it_says() -> None:
    drawn = random.Random(7)
    for truth in (2, 8, 40):
        held = 0
        for _ in range(1000):
            count, at = 0, drawn.expovariate(truth)  # a Poisson process over one unit of time
            while at < 1:
                count, at = count + 1, at + drawn.expovariate(truth)
            span = cuts.counted(count)
            held += span.low <= truth <= (span.high or 0)
        assert held >= 930, truth
