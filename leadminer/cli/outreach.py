"""`leadminer outreach`: drafts and mails, the rule behind each, and every no."""

from __future__ import annotations

import json as json_module
from typing import Annotated, Any

import typer

app = typer.Typer(help="Drafts and mails to prospects, and the rule that allowed each.")
consent_app = typer.Typer(help="Permissions of people, with their proof.", no_args_is_help=True)
app.add_typer(consent_app, name="consent")

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Number = Annotated[int, typer.Argument(metavar="MESSAGE", help="Number from `outreach list`.")]


@app.command("check")
def check(json: Json = False) -> None:
    """Check what a sender needs; nothing is sent. Exits 1 if mail could not be sent.

    Example: leadminer outreach check
    """
    from leadminer.base.errors import DeliveryError, Finding
    from leadminer.cli.opening import opened
    from leadminer.conversations.outreach.policy import bundled_policy
    from leadminer.conversations.outreach.rules import review_findings, sender_findings
    from leadminer.conversations.outreach.sending import connected

    with opened() as app_:
        config = app_.config
        findings = sender_findings(config.outreach, config.web.base_url)
        policy = bundled_policy()
        findings += review_findings(policy, app_.clock.now().date())
        findings.append(
            Finding("policy", f"version {policy.version}, {len(policy.rules)} rules", "ok")
        )
        if config.outreach.smtp_host:
            try:
                with connected(config.outreach):
                    findings.append(Finding("outreach.smtp_host", "answers", "ok"))
            except DeliveryError as error:
                findings.append(Finding("outreach.smtp_host", error.message))
    wrong = [finding for finding in findings if finding.level == "error"]
    if json:
        rows = [{"where": f.where, "level": f.level, "message": f.message} for f in findings]
        _print({"ok": not wrong, "findings": rows})
    else:
        for finding in findings:
            typer.echo(f"{finding.level:8} {finding.where}: {finding.message}")
    if wrong:
        raise typer.Exit(1)


@app.command("run")
def run(
    limit: Annotated[int, typer.Option(help="Most messages in this run.")] = 1000,
    json: Json = False,
) -> None:
    """Propose the next allowed action of every lead, then send the mails that are due.

    Example: leadminer outreach run --limit 200
    """
    from dataclasses import asdict

    from leadminer.cli.opening import opened
    from leadminer.flow import converse
    from leadminer.work import verify_waiting

    with opened() as app_:
        verify_waiting(app_)
        with app_.begin() as session:
            proposed = converse.propose_next(
                session,
                clock=app_.clock,
                config=app_.config,
                workspace=app_.workspace,
                hash_key=app_.hash_key,
                limit=limit,
            )
        sent: dict[str, int] = {}
        if app_.config.outreach.smtp_host:
            sent = asdict(
                converse.send_due(
                    app_.engine, app_.config, app_.clock, hash_key=app_.hash_key, limit=limit
                )
            )
    if json:
        _print({"proposed": asdict(proposed), "sent": sent})
        return
    typer.echo(
        f"proposed: {proposed.drafts} drafts for a person, {proposed.emails} mails;"
        f" refused by a rule: {proposed.refused}"
    )
    if not sent:
        typer.echo("sent: nothing, because outreach.smtp_host is empty")
        return
    typer.echo("sent: " + ", ".join(f"{count} {name}" for name, count in sent.items()))
    if sent["uncertain"]:
        typer.echo("look at the uncertain ones: leadminer outreach list --state uncertain")


@app.command("list")
def list_messages(
    channel: Annotated[str, typer.Option(help="draft or email.")] = "",
    state: Annotated[str, typer.Option(help="Only this state.")] = "",
    limit: Annotated[int, typer.Option(help="Most rows.")] = 50,
    json: Json = False,
) -> None:
    """List drafts and mails, newest first.

    Example: leadminer outreach list --channel draft --state proposed
    """
    from leadminer.base.errors import InvalidInput
    from leadminer.cli.opening import opened
    from leadminer.conversations.outreach.queries import list_messages as ask
    from leadminer.conversations.outreach.states import MessageState

    known = [str(value) for value in MessageState]
    if state and state not in known:
        raise InvalidInput(f"there is no state {state!r}; there are: {', '.join(known)}")
    if channel not in ("", "draft", "email"):
        raise InvalidInput(f"there is no channel {channel!r}; there are: draft, email")
    with opened() as app_, app_.read() as session:
        rows = [
            {
                "id": message.id,
                "channel": message.channel,
                "state": message.state,
                "lead": message.lead_id,
                "lang": message.lang,
                "rule": message.rule_id,
                "url": message.target_url,
                "subject": message.subject,
                "reason": message.state_reason,
                "created": message.created_at.isoformat(),
            }
            for message in ask(
                session, channel=channel or None, states=[state] if state else [], limit=limit
            )
        ]
    if json:
        _print(rows)
        return
    if not rows:
        typer.echo("no messages yet; propose some with: leadminer outreach run")
    for row in rows:
        what = row["url"] or row["subject"]
        typer.echo(
            f"{row['id']:>6} {row['channel']:6} {row['state']:10} {row['lang']:8}"
            f" {row['rule']:24} {what}"
        )


@app.command("show")
def show(number: Number) -> None:
    """Print the text of a draft or mail.

    Example: leadminer outreach show 12
    """
    from leadminer.cli.opening import opened
    from leadminer.conversations.outreach.queries import get_message

    with opened() as app_, app_.read() as session:
        message = get_message(session, number)
        for line in (message.target_url, message.subject, message.body):
            if line:
                typer.echo(line)


@app.command("why")
def why(number: Number, json: Json = False) -> None:
    """Print the rule that allowed or forbade a message, and decide again from the stored facts.

    Example: leadminer outreach why 12
    """
    from leadminer.cli.opening import opened
    from leadminer.conversations.outreach.explaining import explain, why_json
    from leadminer.conversations.outreach.policy import bundled_policy
    from leadminer.conversations.outreach.queries import get_message

    with opened() as app_, app_.read() as session:
        message = get_message(session, number)
        found = explain(message, bundled_policy())
        row = why_json(message, found)
    if json:
        _print(row)
        return
    reason = f" ({row['state_reason']})" if row["state_reason"] else ""
    typer.echo(f"message {number}: {row['channel']}, {row['state']}{reason}")
    typer.echo(f"verdict  {row['verdict']} -> {row['outcome']}")
    typer.echo(f"rule     {row['rule_id']}, policy {row['version']}")
    typer.echo(f"citation {row['citation']}")
    typer.echo(f"because  {row['explanation']}")
    typer.echo(f"decided  {row['decided_at']}, from these facts:")
    for part in ("facts", "address", "consent"):
        for name, value in row.get(part, {}).items():
            typer.echo(f"  {part}.{name} = {value}")
    for name in ("text_hash", "posted_text_hash"):
        if row.get(name):
            typer.echo(f"  {name} = {row[name]}")
    if found.same and found.same_version:
        typer.echo("decided again from these facts: the same")
    elif found.same:
        typer.echo(f"decided again under policy {found.again.version}: the same")
    else:
        typer.echo(
            f"decided again under policy {found.again.version}: DIFFERENT:"
            f" {found.again.verdict} -> {found.again.outcome} by {found.again.rule_id}"
        )


@app.command("post")
def post(
    number: Number,
    by: Annotated[str, typer.Option(help="Who posted it.")] = "operator",
) -> None:
    """Record that you have posted a draft by hand; nothing is posted by this.

    Example: leadminer outreach post 12 --by operator:3
    """
    from leadminer.cli.opening import opened
    from leadminer.flow import converse

    with opened() as app_, app_.begin() as session:
        converse.post_draft(
            session,
            number,
            actor=by,
            clock=app_.clock,
            config=app_.config,
            hash_key=app_.hash_key,
        )
    typer.echo(f"message {number} is posted; its lead is contacted")


@app.command("dismiss")
def dismiss(
    number: Number,
    reason: Annotated[str, typer.Option(help="Why not.")] = "",
    by: Annotated[str, typer.Option(help="Who decided.")] = "operator",
) -> None:
    """Decide against a draft.

    Example: leadminer outreach dismiss 12 --reason "question is old"
    """
    from leadminer.cli.opening import opened
    from leadminer.flow import converse

    with opened() as app_, app_.begin() as session:
        converse.dismiss_draft(session, number, actor=by, clock=app_.clock, reason=reason)
    typer.echo(f"message {number} is dismissed")


@app.command("resolve")
def resolve(
    number: Number,
    arrived: Annotated[
        bool, typer.Option("--arrived/--not-arrived", help="What the mail server's log says.")
    ],
) -> None:
    """Say what became of an uncertain mail; one that did not arrive is due again.

    Example: leadminer outreach resolve 12 --arrived
    """
    from leadminer.cli.opening import opened
    from leadminer.flow import converse

    with opened() as app_, app_.begin() as session:
        message = converse.resolve_uncertain(session, number, arrived=arrived, clock=app_.clock)
        state = message.state
    typer.echo(f"message {number} is {state}")


@app.command("suppress")
def suppress(
    address: Annotated[str, typer.Argument(help="E-mail address, phone number or domain.")],
    reason: Annotated[
        str, typer.Option(help="unsubscribed complaint bounced manual erased")
    ] = "manual",
    kind: Annotated[str, typer.Option(help="email phone account domain; default: guessed.")] = "",
) -> None:
    """Never contact an address, or anybody at a domain, again: for all merchants, at once.

    Example: leadminer outreach suppress ann@example.com --reason complaint
    """
    from leadminer.cli.opening import opened
    from leadminer.conversations.outreach.queries import say_no
    from leadminer.conversations.outreach.rules import contact_kind, no_reason
    from leadminer.prospects.rules import contact_hash

    what = contact_kind(address, kind)
    why = no_reason(reason)
    with opened() as app_, app_.begin() as session:
        hashed = contact_hash(app_.hash_key, what, address)
        new = say_no(session, hashed, reason=why, now=app_.clock.now(), domain=what == "domain")
    typer.echo("suppressed" if new else "was suppressed already")


@app.command("unsubscribe")
def unsubscribe(
    token: Annotated[str, typer.Argument(help="From the link or from a mail's subject.")],
) -> None:
    """Carry out an unsubscribe link somebody sent by mail.

    Example: leadminer outreach unsubscribe AYp3...
    """
    from leadminer.cli.opening import opened
    from leadminer.conversations.outreach.queries import unsubscribe as carry_out

    with opened() as app_, app_.begin() as session:
        new = carry_out(session, token, hash_key=app_.hash_key, now=app_.clock.now())
    typer.echo("unsubscribed" if new else "was unsubscribed already")


@consent_app.command("add")
def consent_add(
    address: Annotated[str, typer.Argument(help="E-mail address.")],
    *,
    evidence: Annotated[
        str, typer.Option(help="The words that were shown and agreed to, or where they are kept.")
    ],
    kind: Annotated[str, typer.Option(help="express double_opt_in inquiry")] = "express",
    merchant: Annotated[str, typer.Option(help="Only for this merchant (its slug).")] = "",
    days: Annotated[int, typer.Option(help="Ends after so many days; 0: never.")] = 0,
    given: Annotated[
        bool, typer.Option("--given", help="The person gave us this address themselves.")
    ] = False,
) -> None:
    """Keep a person's permission to be written to by e-mail, with its proof.

    Example: leadminer outreach consent add ann@example.com --given --evidence "form of 2026-11-02"
    """
    from leadminer.cli.opening import opened
    from leadminer.flow.permit import add_consent

    with opened() as app_, app_.begin() as session:
        number = add_consent(
            session,
            address,
            evidence=evidence,
            kind=kind,
            merchant_slug=merchant,
            days=days,
            given=given,
            clock=app_.clock,
            hash_key=app_.hash_key,
        )
    typer.echo(f"kept as consent {number}")


def _print(value: Any) -> None:
    typer.echo(json_module.dumps(value, ensure_ascii=False, indent=2))
