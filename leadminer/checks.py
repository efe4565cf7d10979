"""`leadminer check`: plain functions, each returning what it found, all of them always run."""

from __future__ import annotations

from collections.abc import Callable

from leadminer.app import open_app
from leadminer.base.errors import ConfigError, Finding, LeadminerError
from leadminer.config import Config, database_url, load_config, secret
from leadminer.store import open_engine, reachable
from leadminer.store.migrations import missing_revisions
from leadminer.workspace import Workspace

Check = Callable[[Workspace, Config], list[Finding]]


def check_workspace(workspace: Workspace) -> list[Finding]:
    """All findings of a workspace: level "ok", "warning" or "error"."""
    try:
        config = load_config(workspace)
    except ConfigError as error:
        return list(error.problems)
    findings = [Finding("config.toml", "every setting is known and valid", "ok")]
    for check in CHECKS:
        try:
            findings += check(workspace, config)
        except ConfigError as error:
            findings += error.problems
        except LeadminerError as error:
            findings.append(Finding(check.__name__.removeprefix("check_"), error.message))
    return findings


def check_database(workspace: Workspace, config: Config) -> list[Finding]:
    """Does it answer, and is its schema the newest?"""
    engine = open_engine(database_url(config, workspace))
    try:
        shown = engine.url.render_as_string(hide_password=True)
        problem = reachable(engine)
        if problem:
            return [Finding("database", f"{shown} does not answer: {problem}")]
        missing = missing_revisions(engine)
        if missing and engine.dialect.name == "postgresql":
            text = f"{len(missing)} schema change(s) to apply; run: leadminer db upgrade"
            return [Finding("database", text)]
        return [Finding("database", f"{shown} answers", "ok")]
    finally:
        engine.dispose()


def check_spiders(workspace: Workspace, _config: Config) -> list[Finding]:
    """Can every spider and pipeline be loaded?"""
    from leadminer.mining.sites.site_file import read_site_file

    findings = []
    for part in ("spiders", "pipelines", "pipelines/providers"):
        files = workspace.list(part)
        wrong = []
        for name, path in files.items():
            try:
                if path.suffix == ".toml":
                    read_site_file(path)
                else:
                    workspace.load_module(part, name)
            except ConfigError as error:
                wrong += error.problems
            except Exception as error:  # whatever an operator's own file may raise is a finding
                wrong.append(Finding(f"{part}/{path.name}", f"{type(error).__name__}: {error}"))
        if files and not wrong:
            wrong.append(Finding(part, ", ".join(files), "ok"))
        findings += wrong
    return findings


def check_templates(workspace: Workspace, _config: Config) -> list[Finding]:
    """Does the statement's template compile, and do the letters' templates load?"""
    from leadminer.conversations.outreach.drafting import Texts
    from leadminer.reports.documents.sample import compile_sample

    findings = []
    problem = compile_sample(workspace)
    if problem:
        findings.append(Finding("templates/statement.typ", problem))
    texts = Texts(workspace)
    for kind in ("answer", "email"):
        for lang in texts.languages(kind):
            try:
                texts.check(kind, lang)
            except LeadminerError as error:
                findings.append(Finding("templates", error.message))
    return findings or [Finding("templates", "the statement and the letters", "ok")]


def check_jobs(workspace: Workspace, config: Config) -> list[Finding]:
    """Does every job name a spider and offers that are there, and can its rules be read?"""
    from leadminer.merchants.queries import offers_called
    from leadminer.mining.watch import read_rule

    spiders = workspace.list("spiders")
    findings = []
    for job in config.jobs:
        if job.spider not in spiders:
            findings.append(Finding(f"job {job.name}", f"there is no spiders/{job.spider}.py"))
        for rule in (*job.watch, *job.exclude):
            try:
                read_rule(rule)
            except LeadminerError as error:
                findings.append(Finding(f"job {job.name}", error.message))
    named = [(job.name, offer) for job in config.jobs for offer in job.offers]
    if named and not any(each.level == "error" for each in check_database(workspace, config)):
        with open_app(workspace.root) as app, app.read() as session:
            for job_name, offer in named:
                if not offers_called(session, [offer]):
                    told = (
                        f"no merchant or offer is called {offer!r}; see: leadminer merchants list"
                    )
                    findings.append(Finding(f"job {job_name}", told, "warning"))
    return findings


def check_scorer(workspace: Workspace, config: Config) -> list[Finding]:
    """Can the model be loaded, and does it judge?"""
    from pathlib import Path

    from leadminer.scoring import ScoringText, load_scorer

    folder = config.scoring.model_dir
    scorer = load_scorer(Path(folder) if folder else None)
    judgement = scorer.score(ScoringText(id="check", text="We need 200 boxes, who can quote?"))
    return [Finding("scorer", f"model {judgement.model_version}", "ok")]


def check_mail(_workspace: Workspace, config: Config) -> list[Finding]:
    """Is what a mail needs there?"""
    outreach = config.outreach
    if not outreach.smtp_host:
        return [Finding("mail", "no smtp_host: drafts are written, no mail is sent", "warning")]
    secret(
        outreach.smtp_password_env, outreach.smtp_password_file, setting="outreach.smtp_password"
    )
    needed = ("sender_address", "postal_address", "operator_name")
    return [
        Finding(f"outreach.{name}", "is empty, and every mail needs it")
        for name in needed
        if not getattr(outreach, name)
    ] or [Finding("mail", f"{outreach.smtp_host}:{outreach.smtp_port}", "ok")]


def check_people(workspace: Workspace, _config: Config) -> list[Finding]:
    """Are there merchants and somebody who can log in?"""
    from sqlmodel import select

    from leadminer.merchants.tables import Merchant, User

    with open_app(workspace.root) as app, app.read() as session:
        findings = []
        if session.exec(select(Merchant.id).limit(1)).first() is None:
            text = "none yet; begin a file: leadminer merchants example"
            findings.append(Finding("merchants", text, "warning"))
        if session.exec(select(User.id).limit(1)).first() is None:
            text = "nobody can log in yet; leadminer users add you@example.com --role operator"
            findings.append(Finding("users", text, "warning"))
        return findings


def check_webhooks(workspace: Workspace, _config: Config) -> list[Finding]:
    """Do merchants' endpoints answer?"""
    from leadminer.webhooks import queries

    with open_app(workspace.root) as app, app.read() as session:
        findings, counts = [], queries.counts(session)
        for row in queries.endpoints(session):
            dead = counts.get(row.id or 0, {}).get("dead", 0)
            if row.state == "disabled" and row.disabled_why != "by_hand":
                text = f"was switched off ({row.disabled_why}); leadminer webhooks enable {row.id}"
                findings.append(Finding(f"webhook endpoint {row.id}", text, "warning"))
            if dead:
                text = f"{dead} given up; once it works: leadminer webhooks replay --dead {row.id}"
                findings.append(Finding(f"webhook endpoint {row.id}", text, "warning"))
        return findings


CHECKS: tuple[Check, ...] = (
    check_database,
    check_spiders,
    check_templates,
    check_jobs,
    check_scorer,
    check_mail,
    check_people,
    check_webhooks,
)
