"""config.toml -> frozen, typed settings. All mistakes are reported at once, with their line.

Units stand in the names. Secrets never stand in the file: a setting ending in `_env` names an
environment variable, one ending in `_file` a file.
"""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError, field_validator

from leadminer.base.errors import ConfigError, Finding
from leadminer.base.money import Money
from leadminer.config.enrichment import EnrichmentSection as EnrichmentSection
from leadminer.config.enrichment import ProviderSection as ProviderSection
from leadminer.config.enrichment import price_of
from leadminer.config.jobs import JobSection as JobSection
from leadminer.config.outreach import OutreachSection as OutreachSection
from leadminer.config.section import Section, known_timezone
from leadminer.config.sensitive import SensitiveRule as SensitiveRule
from leadminer.config.sensitive import SensitiveSection as SensitiveSection
from leadminer.workspace import Workspace


class DatabaseSection(Section):
    """Where state is kept."""

    url: str = Field(default="", description="postgresql://...; empty: SQLite in .leadminer/")
    url_env: str = Field(default="", description="environment variable that holds the address")


class MiningSection(Section):
    """How pages are read."""

    user_agent: str = Field(
        default="leadminer (+https://example.invalid/leadminer)",
        description="who we say we are; put an address where site owners reach you",
    )
    delay_seconds: float = Field(
        default=1.0, ge=0, le=3600, description="pause between requests to one host"
    )
    timeout_seconds: float = Field(
        default=20.0, gt=0, le=300, description="longest wait for a page"
    )
    page_bytes_max: int = Field(
        default=10 * 1024 * 1024, ge=1024, description="largest page, after decompression"
    )
    pages_max: int = Field(default=2000, ge=1, description="most pages a run reads")
    depth_max: int = Field(default=12, ge=1, description="most clicks away from the start")
    run_minutes_max: int = Field(default=60, ge=1, description="longest run")
    host_requests_a_day: int = Field(
        default=0, ge=0, description="most requests to one host a day, over all jobs; 0: no limit"
    )
    host_bytes_a_day: int = Field(
        default=0, ge=0, description="most bytes from one host a day, over all jobs; 0: no limit"
    )
    reread_days: int = Field(
        default=30, ge=1, description="a known page is read anew after so long, changed or not"
    )
    revisit_hours: float = Field(
        default=12.0,
        ge=0,
        description="a thread that no list tells of is looked at again after so long, or later",
    )
    pattern_pages_max: int = Field(
        default=20_000, ge=1, description="most pages of one kind of address a run reads"
    )
    allow_private: bool = Field(
        default=False, description="read private and loopback addresses (tests, intranets)"
    )
    timezone: str = Field(default="UTC", description="zone of times that state none")

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        return known_timezone(value)


class ScoringSection(Section):
    """How texts are judged."""

    model_dir: str = Field(
        default="", description="folder of your own model; empty: the bundled one"
    )
    lead_score_min: float = Field(
        default=0.5, ge=0, le=1, description="score from which a signal becomes a lead"
    )
    fit_min: float = Field(default=0.2, ge=0, le=1, description="fit from which an offer counts")
    decay_days: float = Field(default=14.0, gt=0, description="days after which a need counts half")
    models_kept: int = Field(
        default=20, ge=2, description="versions of what outcomes taught that are kept"
    )
    lead_minutes: float = Field(
        default=0.0, ge=0, le=1440, description="minutes of a person's work on each lead"
    )
    hour_cost: str = Field(default="", description="what an hour of it costs: '40.00 EUR'")
    requests_cost: str = Field(
        default="", description="what a thousand requests cost: '0.10 EUR'; empty: nothing"
    )

    @field_validator("hour_cost", "requests_cost")
    @classmethod
    def _is_money(cls, value: str) -> str:
        if value:
            price_of(value)
        return value

    @property
    def hour(self) -> Money | None:
        """What an hour of a person's work costs."""
        return price_of(self.hour_cost) if self.hour_cost else None

    @property
    def thousand_requests(self) -> Money | None:
        """What a thousand requests cost."""
        return price_of(self.requests_cost) if self.requests_cost else None


class HandoffSection(Section):
    """How leads reach merchants."""

    lease_seconds: int = Field(default=60, ge=1, description="how long a worker holds a lead")
    attempts_max: int = Field(default=5, ge=1, description="tries before a lead is parked")
    exploration_share: float = Field(
        default=0.03,
        ge=0,
        le=0.2,
        description="share of leads and of choices drawn by lot, so that we learn of all",
    )


class LedgerSection(Section):
    """Whose books these are."""

    legal_entity: str = Field(default="Operator", description="name on statements")
    base_currency: str = Field(default="EUR", pattern="^[A-Z]{3}$", description="ISO 4217 code")
    timezone: str = Field(default="UTC", description="zone in which a month begins and ends")

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        return known_timezone(value)


class WebSection(Section):
    """The console."""

    host: str = Field(default="127.0.0.1", description="address to listen on")
    port: int = Field(default=8080, ge=0, le=65535, description="port to listen on; 0: any free")
    base_url: str = Field(
        default="",
        description="address people use (https://...), for links in mails and statements",
    )
    session_hours: int = Field(default=12, ge=1, description="how long a log-in lasts")


class IntakeSection(Section):
    """What may be brought in from files, mails and other systems."""

    file_bytes_max: int = Field(
        default=100 * 1024 * 1024, ge=1024, description="largest file or mailbox"
    )
    upload_bytes_max: int = Field(
        default=20 * 1024 * 1024, ge=1024, description="largest file sent to the console"
    )
    rows_max: int = Field(default=1_000_000, ge=1, description="most rows of one file")
    requests_per_minute: int = Field(
        default=120, ge=1, description="most requests of one API token in a minute"
    )
    imap_host: str = Field(default="", description="mailbox to read needs from; empty: none")
    imap_port: int = Field(default=993, ge=1, le=65535, description="its port")
    imap_security: Literal["tls", "starttls", "none"] = Field(
        default="tls", description="how the connection is encrypted"
    )
    imap_user: str = Field(default="", description="log-in name")
    imap_password_env: str = Field(default="", description="environment variable with the password")
    imap_password_file: str = Field(default="", description="file with the password")
    imap_folder: str = Field(default="INBOX", description="folder; it is only read, never changed")
    imap_minutes: int = Field(
        default=0, ge=0, le=1440, description="minutes between two looks; 0: only by command"
    )


class WebhooksSection(Section):
    """How merchants' own systems are told."""

    timeout_seconds: float = Field(
        default=10.0, gt=0, le=60, description="longest wait for an endpoint's answer, in all"
    )
    attempts_max: int = Field(
        default=12, ge=1, le=50, description="tries of one delivery before it is dead"
    )
    disable_after_failures: int = Field(
        default=20, ge=1, description="failures in a row after which an endpoint is disabled ..."
    )
    disable_after_hours: int = Field(
        default=24, ge=0, description="... if the first of them is at least that long ago"
    )
    keep_days: int = Field(default=30, ge=1, description="how long deliveries are kept")
    allow_private: bool = Field(
        default=False, description="post to private addresses and without TLS (tests, intranets)"
    )


class TasksSection(Section):
    """Background work."""

    workers: int = Field(default=2, ge=1, le=64, description="threads that do background work")
    sweep_seconds: float = Field(default=2.0, gt=0, description="how often due work is looked for")
    lease_seconds: int = Field(
        default=120, ge=5, description="how long a worker holds a mining run"
    )
    attempts_max: int = Field(default=5, ge=1, description="tries before a run is given up")


class Config(Section):
    """All settings of a workspace."""

    database: DatabaseSection = DatabaseSection()
    mining: MiningSection = MiningSection()
    scoring: ScoringSection = ScoringSection()
    outreach: OutreachSection = OutreachSection()
    handoff: HandoffSection = HandoffSection()
    ledger: LedgerSection = LedgerSection()
    web: WebSection = WebSection()
    intake: IntakeSection = IntakeSection()
    webhooks: WebhooksSection = WebhooksSection()
    sensitive: SensitiveSection = SensitiveSection()
    enrichment: EnrichmentSection = EnrichmentSection()
    tasks: TasksSection = TasksSection()
    jobs: tuple[JobSection, ...] = ()


def load_config(workspace: Workspace) -> Config:
    """Read and check a workspace's config.toml. Raises ConfigError with all mistakes."""
    path = workspace.config_path
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError([Finding(str(path), f"cannot be read: {error}")]) from None
    return parse_config(text, where=path.name)


def parse_config(text: str, *, where: str = "config.toml") -> Config:
    """Settings from the text of a config.toml. Raises ConfigError with all mistakes."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError([Finding(where, f"is no TOML: {error}")]) from None
    try:
        config = Config.model_validate(raw)
    except ValidationError as error:
        raise ConfigError([_finding(e, text, where) for e in error.errors()]) from None
    names = [job.name for job in config.jobs]
    doubled = sorted({name for name in names if names.count(name) > 1})
    if doubled:
        problems = [Finding(where, f"two jobs are named {name!r}") for name in doubled]
        raise ConfigError(problems)
    return config


def _finding(error: Any, text: str, where: str) -> Finding:
    path = [str(part) for part in error["loc"]]
    name = ".".join(path)
    if error["type"] == "extra_forbidden":
        message = f"unknown setting {name!r}{_suggest(path)}"
    else:
        message = f"{name}: {str(error['msg']).removeprefix('Value error, ')}"
        if not isinstance(error.get("input"), dict | list) and error["type"] != "value_error":
            message += f" (is {error.get('input')!r})"
    line = _line_of(path, text)
    return Finding(f"{where}, line {line}" if line else where, message)


def _suggest(path: list[str]) -> str:
    import difflib  # only when there is a mistake

    known: list[str]
    if len(path) == 1:
        known = list(Config.model_fields)
    else:
        field = Config.model_fields.get(path[0])
        section: Any = JobSection if path[0] == "jobs" else (field.annotation if field else None)
        known = list(section.model_fields) if section is not None else []
    close = difflib.get_close_matches(path[-1], known, n=1)
    return f"; did you mean {close[0]!r}?" if close else f"; there are: {', '.join(known)}"


def _line_of(path: list[str], text: str) -> int | None:
    """The line (from 1) of a setting: the key inside its table, else the table's heading."""
    table, occurrence, heading = path[0], -1, None
    wanted = int(path[1]) if len(path) > 1 and path[1].isdigit() else 0
    key, inside = path[-1], False
    for number, line in enumerate(text.splitlines(), start=1):
        head = re.match(r"\s*\[\[?\s*([\w.-]+)\s*\]\]?", line)
        if head:
            inside = head.group(1) == table
            if inside:
                occurrence += 1
                if occurrence == wanted:
                    heading = number
            continue
        if inside and occurrence == wanted and re.match(rf"\s*\"?{re.escape(key)}\"?\s*=", line):
            return number
        if len(path) == 1 and re.match(rf"\s*{re.escape(key)}\s*=", line):
            return number
    return heading


def secret(env_name: str, file_name: str = "", *, setting: str) -> str | None:
    """A secret by the environment variable or file a setting names; None if neither is set.

    Raises ConfigError if one is named but is not there.
    """
    if env_name:
        value = os.environ.get(env_name)
        if value is None:
            raise ConfigError([Finding(setting, f"environment variable {env_name} is not set")])
        return value
    if file_name:
        try:
            return Path(file_name).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise ConfigError([Finding(setting, f"cannot read the file: {error}")]) from None
    return None


def database_url(config: Config, workspace: Workspace) -> str:
    """The database address in force."""
    from_env = secret(config.database.url_env, setting="database.url_env")
    if from_env:
        return from_env
    if config.database.url:
        return config.database.url
    return f"sqlite:///{workspace.state_dir / 'leadminer.sqlite'}"
