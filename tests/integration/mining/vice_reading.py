"""One whole run over a site of one vice, and what is to be said against it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from leadminer.app import open_app
from leadminer.flow import mine
from leadminer.signals import queries
from leadminer.workspace import create_workspace
from tests.integration.mining.small_web import served
from tests.integration.mining.vice_pages import TOPICS, told
from tests.integration.mining.vices import Vice


@dataclass
class Visit:
    """How a run ended, what it asked and what it kept."""

    outcome: str
    reason: str
    refusals: dict[str, int]
    log: list[str]
    texts: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)

    @property
    def asked(self) -> int:
        return len(self.log)

    def complaints(self, vice: Vice) -> list[str]:
        """What is not as it should be, in words."""
        joined = [" ".join(text.split()) for text in self.texts]
        found = {
            n for n in TOPICS
            if all(any(told(n, part, vice.tongue)[:60] in t for t in joined) for part in (0, 1))
        }  # fmt: skip
        wrong = []
        if vice.every and found < vice.wanted:
            wrong.append(f"missed {sorted(vice.wanted - found)}")
        if found - vice.wanted:
            wrong.append(f"kept though it must not: {sorted(found - vice.wanted)}")
        doubled = len(joined) - len(set(joined))
        if doubled:
            wrong.append(f"doubled {doubled}")
        ours = [told(n, part, vice.tongue)[:40] for n in (*TOPICS, 99) for part in range(4)]
        strange = [text[:60] for text in joined if not any(each in text for each in ours)]
        unnamed = [name for name in self.authors if not name.startswith("cooper")]
        if unnamed:
            wrong.append(f"{len(unnamed)} wrong authors: {unnamed[:2]}")
        if strange:
            wrong.append(f"invented {len(strange)}: {strange[:2]}")
        lawless = [path for path in self.log if path.startswith(vice.closed)] if vice.closed else []
        if lawless:
            wrong.append(f"asked {lawless[:3]}")
        if self.asked > vice.requests_max:
            wrong.append(f"{self.asked} requests")
        if self.outcome not in vice.outcomes:
            wrong.append(f"ended {self.outcome}, not {'/'.join(vice.outcomes)}")
        if {"our_error", "error"} & set(self.refusals):
            wrong.append(f"errors {self.refusals}")
        return [*wrong, self.reason] if wrong else []


def read_vice(vice: Vice, folder: Path) -> Visit:
    """Read the site by a run of its own; server and workspace live as long as this call."""
    workspace = create_workspace(folder / "w")
    text = workspace.config_path.read_text("utf-8")
    workspace.config_path.write_text(
        text.replace("timeout_seconds = 20.0", "timeout_seconds = 3.0")
    )
    options = {"allow_private": True, "delay_seconds": 0}
    with served(vice.site) as (url, log), open_app(workspace.root) as app:
        with app.begin() as session:
            run = mine.queue_run(
                session, clock=app.clock, spider="auto", url=url + "/", options=options
            )
            assert run.id is not None
            run_id = run.id
        ended = mine.execute_run(app.engine, app.workspace, app.config, app.clock, run_id)
        with app.read() as session:
            signals = list(queries.each_signal(session))
            texts = [signal.text for signal in signals]
            authors = [signal.author or "" for signal in signals]
    refusals = dict(ended.refusals or {})
    return Visit(str(ended.outcome), str(ended.reason), refusals, log, texts, authors)
