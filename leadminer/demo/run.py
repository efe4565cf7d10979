"""The demo: the whole stream on the bundled sample web, with three invented merchants.

Everything is the real thing (crawl, scorer, queue, ledger, documents); only the sample web and
what the merchants answer are made up. The clock is the machine's until the merchants have
answered; then it is turned to the first of the next month, when the books are closed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlmodel import col, func, select

from leadminer import work
from leadminer.app import App, open_app
from leadminer.base.clock import FixedClock, SystemClock, monotonic
from leadminer.base.money import Money
from leadminer.conversations.tables import Message
from leadminer.deals.tables import Accrual, Deal, Statement
from leadminer.demo import answers, people
from leadminer.demo.site import SampleSite, serve_site
from leadminer.flow import mine, settle
from leadminer.handoffs.tables import Handoff
from leadminer.leads.tables import Lead
from leadminer.prospects.tables import Prospect
from leadminer.reports.documents import write_files
from leadminer.reports.statements import Issuer
from leadminer.signals.tables import Signal
from leadminer.workspace import Workspace, create_workspace

SETTINGS = {
    "delay_seconds = 1.0": "delay_seconds = 0.02",
    "allow_private = false": "allow_private = true",
    'operator_name = ""': 'operator_name = "Millrace Lead Service"',
    'postal_address = ""': 'postal_address = "1 Example Street, Exampleton"',
    'legal_entity = "Operator"': 'legal_entity = "Millrace Lead Service (demo)"',
    'user_agent = "leadminer (+https://example.invalid/leadminer)"': (
        'user_agent = "leadminer-demo (+https://millrace.example/about-our-robot)"'
    ),
}

Tell = Callable[[str, str], None]  # (step, what came of it)


@dataclass
class Outcome:
    """What the demo made: counts along the stream, and what is worth looking at."""

    workspace: str
    seconds: float = 0.0
    counts: dict[str, int] = field(default_factory=dict)
    commission: list[str] = field(default_factory=list)
    best: list[dict[str, Any]] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    requests: int = 0
    period: str = ""

    def as_dict(self) -> dict[str, Any]:
        """One flat object: the counts, the path of the workspace, the seconds."""
        return {
            **self.counts,
            "workspace": self.workspace,
            "seconds": round(self.seconds, 2),
            "period": self.period,
            "commission": self.commission,
            "requests": self.requests,
            "documents": self.documents,
            "best": self.best,
        }


def make_workspace(folder: Path, *, port: int = 8080) -> Workspace:
    """A workspace with the demo's settings; `port` is the console's, for links in documents."""
    workspace = create_workspace(folder)
    text = workspace.config_path.read_text(encoding="utf-8")
    console = {'base_url = ""': f'base_url = "http://127.0.0.1:{port}"'}
    for old, new in {**SETTINGS, **console}.items():
        assert old in text, f"config.toml no longer says {old}"
        text = text.replace(old, new)
    workspace.config_path.write_text(text, encoding="utf-8")
    return workspace


def run_stream(workspace: Workspace, site: SampleSite, tell: Tell) -> Outcome:
    """Let every lead of the sample web travel through the whole stream."""
    began = monotonic()
    with open_app(workspace.root, clock=SystemClock()) as app:
        people.set_up(app)
        tell("set up", "3 merchants, 5 log-ins, an empty database")
        mine_all(app, site, tell)
        judged, prospects, leads = work.qualify_all(app)
        tell("score", f"{judged} signals judged, {prospects} prospects, {leads} leads")
        drafts, _, _ = work.propose_all(app)
        tell("converse", f"{drafts} answer drafts, each for a person to post")
        placed = work.allocate_all(app)
        tell("hand over", f"{placed} leads to merchants")
        won = answers.answer_all(app)
        tell("merchants answer", won)
        work.accrue_all(app)
    return _close_month(workspace, site, tell, began)


def mine_all(app: App, site: SampleSite, tell: Tell) -> None:
    """Crawl the forum and the directory of the sample web, one run each."""
    for spider, url in (("qa", site.qa_url), ("directory", site.directory_url)):
        with app.begin() as session:
            run = mine.queue_run(
                session, clock=app.clock, spider=spider, url=url, options={}, job=f"demo-{spider}"
            )
            assert run.id is not None
            run_id = run.id
        ended = work.run_mining(app, run_id)
        detail = f"{ended.pages} pages, {ended.signals_new} signals"
        tell(f"mine {spider}", f"{detail}: {ended.outcome} {ended.reason}".rstrip())


def _close_month(workspace: Workspace, site: SampleSite, tell: Tell, began: float) -> Outcome:
    """Turn the clock to the first of next month, close the books, write the statements."""
    today = SystemClock().now()
    first = datetime(today.year + today.month // 12, today.month % 12 + 1, 1, 6, tzinfo=UTC)
    period = f"{today:%Y-%m}"
    out = workspace.root / "statements"
    with open_app(workspace.root, clock=FixedClock(first)) as app:
        issuer = Issuer(app.config.ledger.legal_entity, app.config.web.base_url)
        with app.begin() as session:
            settle.close_period(session, app.clock, period, actor="finance:demo")
        with app.begin() as session:
            issued = settle.make_statements(
                session, app.clock, period, issuer=issuer, actor="finance:demo"
            )
        for statement in issued:
            write_files(workspace, statement, out)
        outcome = _count(app, workspace)
    outcome.period = period
    outcome.documents = sorted(str(path) for path in out.rglob("*.pdf"))
    outcome.requests = len(site.requests)
    outcome.seconds = monotonic() - began
    tell("settle", f"{outcome.counts['statements']} statements for {period}: {out}")
    return outcome


def _count(app: App, workspace: Workspace) -> Outcome:
    outcome = Outcome(workspace=str(workspace.root))
    with app.read() as session:
        for name, table in (
            ("signals", Signal),
            ("prospects", Prospect),
            ("leads", Lead),
            ("handoffs", Handoff),
            ("deals", Deal),
            ("commissions", Accrual),
            ("statements", Statement),
        ):
            outcome.counts[name] = session.exec(select(func.count()).select_from(table)).one()
        drafts = (
            select(func.count())
            .select_from(Message)
            .where(Message.channel == "draft", col(Message.state).in_(("proposed", "posted")))
        )
        outcome.counts["drafts"] = session.exec(drafts).one()
        owed = select(Accrual.currency, func.sum(Accrual.commission_minor)).group_by(
            Accrual.currency
        )
        outcome.commission = [
            str(Money(int(minor), currency)) for currency, minor in session.exec(owed)
        ]
        best = (
            select(Lead, Signal)
            .join(Signal, col(Signal.id) == col(Lead.signal_id))
            .order_by(col(Lead.rank).desc(), col(Lead.id))
            .limit(5)
        )
        outcome.best = [
            {"id": lead.id, "rank": round(lead.rank, 2), "title": signal.title or signal.text[:60]}
            for lead, signal in session.exec(best)
        ]
    return outcome


def sample_web(port: int = 0) -> SampleSite:
    """The sample web, started; use it as a context manager."""
    return serve_site(port)
