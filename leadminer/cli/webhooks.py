"""`leadminer webhooks`: where merchants' own systems are told what happened."""

from __future__ import annotations

import json as json_module
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from leadminer.webhooks.tables import WebhookDelivery, WebhookEndpoint

app = typer.Typer(help="Tell merchants' own systems what happens, signed and repeated until heard.")

ACTOR = "operator:cli"
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Endpoint = Annotated[int, typer.Argument(metavar="ENDPOINT", help="Number, as `list` shows it.")]


@app.command("add")
def add(
    merchant: Annotated[str, typer.Argument(metavar="MERCHANT", help="Short name.")],
    url: Annotated[str, typer.Argument(metavar="URL", help="Address to post to (https).")],
    *,
    events: Annotated[
        str, typer.Option("--events", "-e", help="Events, comma-separated; empty: all.")
    ] = "",
    json: Json = False,
) -> None:
    """Add an endpoint of a merchant and print its secret, this once.

    Example: leadminer webhooks add hengli https://crm.hengli.example/hooks/leads
    """
    from leadminer.cli.opening import opened
    from leadminer.merchants.queries import merchant_by_slug
    from leadminer.webhooks import queries
    from leadminer.webhooks.rules import secret_of

    with opened() as app_, app_.begin() as session:
        row = queries.add_endpoint(
            session,
            merchant_by_slug(session, merchant).id or 0,
            url,
            events=events.split(","),
            actor=ACTOR,
            allow_private=app_.config.webhooks.allow_private,
            now=app_.clock.now(),
        )
        _print_secret(row, secret_of(app_.hash_key, row.nonce), json=json)


@app.command("list")
def list_endpoints(
    merchant: Annotated[str, typer.Option("--merchant", "-m", help="Short name; empty: all.")] = "",
    json: Json = False,
) -> None:
    """List endpoints, whether they answer, and what waits for them.

    Example: leadminer webhooks list --merchant hengli
    """
    from leadminer.cli.opening import opened
    from leadminer.merchants import queries as merchants
    from leadminer.webhooks import queries

    with opened() as app_, app_.read() as session:
        wanted = merchants.merchant_by_slug(session, merchant).id if merchant else None
        slugs = {row.id: row.slug for row in merchants.merchants(session)}
        counts = queries.counts(session)
        rows: list[dict[str, Any]] = [
            {
                "id": row.id,
                "merchant": slugs.get(row.merchant_id, ""),
                "url": row.url,
                "events": row.events,
                "state": row.state,
                "disabled_at": row.disabled_at.isoformat() if row.disabled_at else None,
                "disabled_why": row.disabled_why,
                "failures": row.failures,
                "deliveries": counts.get(row.id or 0, {}),
            }
            for row in queries.endpoints(session, merchant_id=wanted)
        ]
    if json:
        typer.echo(json_module.dumps(rows, ensure_ascii=False, indent=2))
        return
    if not rows:
        typer.echo("no endpoints yet; add one with: leadminer webhooks add MERCHANT URL")
    for row in rows:
        told = row["deliveries"]
        numbers = " ".join(f"{state} {told[state]}" for state in sorted(told))
        why = f" ({row['disabled_why']})" if row["disabled_why"] else ""
        typer.echo(f"{row['id']:>4} {row['merchant']:<16} {row['state']}{why}  {row['url']}")
        typer.echo(f"     {', '.join(row['events']) or 'all events'}  {numbers}")


@app.command("test")
def test(endpoint: Endpoint, json: Json = False) -> None:
    """Send a test event now and say what came back.

    Example: leadminer webhooks test 1
    """
    from leadminer.base.errors import DeliveryError
    from leadminer.cli.opening import opened
    from leadminer.flow.tell import send_test
    from leadminer.webhooks import outbox, queries
    from leadminer.work import deliver_webhooks

    with opened() as app_:
        with app_.begin() as session:
            target = queries.endpoint(session, endpoint)
            sent = send_test(session, target, now=app_.clock.now())
        deliver_webhooks(app_, endpoint, sent.id)
        with app_.read() as session:
            row = outbox.delivery(session, sent.id or 0)
    if json:
        typer.echo(json_module.dumps(_told(row), ensure_ascii=False, indent=2))
    elif row.state == "delivered":
        typer.echo(f"delivered: the endpoint answered {row.last_status}")
    if row.state != "delivered":
        raise DeliveryError(f"the test was not delivered: {_why(row)}")


@app.command("enable")
def enable(endpoint: Endpoint, json: Json = False) -> None:
    """Send to an endpoint again, beginning with what waited meanwhile.

    Example: leadminer webhooks enable 1
    """
    from leadminer.webhooks import queries

    _change(endpoint, queries.enable, json=json)


@app.command("disable")
def disable(endpoint: Endpoint, json: Json = False) -> None:
    """Send nothing to an endpoint for now; what happens waits, as long as `webhooks.keep_days`.

    Example: leadminer webhooks disable 1
    """
    from leadminer.base.clock import SystemClock
    from leadminer.webhooks import queries

    now = SystemClock().now()
    _change(endpoint, lambda s, row: queries.disable(s, row, why="by_hand", now=now), json=json)


@app.command("remove")
def remove(endpoint: Endpoint, json: Json = False) -> None:
    """Remove an endpoint and what it was or would have been sent.

    Example: leadminer webhooks remove 1
    """
    from leadminer.webhooks import queries

    _change(endpoint, queries.remove, json=json)


@app.command("rotate")
def rotate(endpoint: Endpoint, json: Json = False) -> None:
    """Make a new secret and print it, this once; the old one signs beside it for a day.

    Example: leadminer webhooks rotate 1
    """
    from leadminer.cli.opening import opened
    from leadminer.webhooks import queries
    from leadminer.webhooks.rules import secret_of

    with opened() as app_, app_.begin() as session:
        row = queries.endpoint(session, endpoint)
        queries.rotate(session, row, now=app_.clock.now())
        _print_secret(row, secret_of(app_.hash_key, row.nonce), json=json)


@app.command("deliveries")
def deliveries(
    endpoint: Annotated[
        int | None, typer.Option("--endpoint", "-e", help="Only of this endpoint.")
    ] = None,
    state: Annotated[
        str, typer.Option("--state", help="due, claimed, delivered, dead or cancelled.")
    ] = "",
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=1000, help="At most.")] = 50,
    json: Json = False,
) -> None:
    """List what was sent or waits to be, newest first.

    Example: leadminer webhooks deliveries --state dead
    """
    from leadminer.cli.opening import opened
    from leadminer.webhooks import queries

    with opened() as app_, app_.read() as session:
        rows: list[dict[str, Any]] = [
            _told(row)
            for row in queries.deliveries(
                session, endpoint_id=endpoint, state=state or None, limit=limit
            )
        ]
    if json:
        typer.echo(json_module.dumps(rows, ensure_ascii=False, indent=2))
        return
    if not rows:
        typer.echo("nothing was sent yet and nothing waits")
    for row in rows:
        why = f"  {row['problem'] or row['status']}" if row["state"] != "delivered" else ""
        typer.echo(
            f"{row['id']:>6} {row['event']:<24} {row['state']:<10} endpoint {row['endpoint']}"
            f"  tries {row['attempts']}{why if row['attempts'] else ''}"
        )


@app.command("replay")
def replay(
    delivery: Annotated[
        int | None, typer.Argument(metavar="[DELIVERY]", help="Number, as `deliveries` shows it.")
    ] = None,
    dead: Annotated[
        int | None, typer.Option("--dead", help="All dead ones of this endpoint instead.")
    ] = None,
    json: Json = False,
) -> None:
    """Send deliveries again under their old ids, by the next worker.

    Example: leadminer webhooks replay 17    or: leadminer webhooks replay --dead 1
    """
    from leadminer.base.errors import InvalidInput
    from leadminer.cli.opening import opened
    from leadminer.webhooks import outbox, queries

    if (delivery is None) == (dead is None):
        raise InvalidInput("name a delivery, or an endpoint with --dead, and not both")
    with opened() as app_, app_.begin() as session:
        now = app_.clock.now()
        if delivery is not None:
            outbox.replay(session, outbox.delivery(session, delivery), now=now)
            number = 1
        else:
            number = outbox.replay_dead(
                session, queries.endpoint(session, dead or 0).id or 0, now=now
            )
    typer.echo(json_module.dumps({"replayed": number}) if json else f"{number} to be sent again")


@app.command("deliver")
def deliver(json: Json = False) -> None:
    """Send what is due now; `leadminer serve` and `leadminer work` do it by themselves.

    Example: leadminer webhooks deliver
    """
    from leadminer.cli.opening import opened
    from leadminer.webhooks import outbox
    from leadminer.work import deliver_webhooks

    total: dict[str, int] = {}
    with opened() as app_:
        with app_.read() as session:
            waiting = outbox.due_endpoints(session, app_.clock.now())
        for endpoint_id in waiting:
            for state, number in deliver_webhooks(app_, endpoint_id).items():
                total[state] = total.get(state, 0) + number
    if json:
        typer.echo(json_module.dumps(total))
        return
    told = ", ".join(f"{state} {total[state]}" for state in sorted(total))
    typer.echo(told or "nothing was due")


@app.command("events")
def events(json: Json = False) -> None:
    """List the events there are; samples stand in docs/merchants.md.

    Example: leadminer webhooks events
    """
    from leadminer.webhooks.states import EVENTS

    if json:
        typer.echo(json_module.dumps(EVENTS, indent=2))
        return
    for name, said in EVENTS.items():
        typer.echo(f"{name:<24} {said}")


def _change(endpoint: int, act: Any, *, json: bool) -> None:
    from leadminer.cli.opening import opened
    from leadminer.webhooks import queries

    with opened() as app_, app_.begin() as session:
        row = queries.endpoint(session, endpoint)
        act(session, row)
        told = {"id": row.id, "state": row.state}
    typer.echo(json_module.dumps(told) if json else f"endpoint {endpoint} is {told['state']}")


def _print_secret(row: WebhookEndpoint, secret: str, *, json: bool) -> None:
    if json:
        told = {"id": row.id, "url": row.url, "events": row.events, "secret": secret}
        typer.echo(json_module.dumps(told, ensure_ascii=False, indent=2))
        return
    typer.echo(f"endpoint {row.id}: {row.url}")
    typer.echo(f"secret, shown this once: {secret}")
    typer.echo(f"try it with: leadminer webhooks test {row.id}")


def _told(row: WebhookDelivery) -> dict[str, Any]:
    return {
        "id": row.id,
        "endpoint": row.endpoint_id,
        "webhook_id": row.event_id,
        "event": row.event_type,
        "subject": row.subject,
        "state": row.state,
        "attempts": row.attempts,
        "status": row.last_status,
        "problem": row.last_problem,
        "created_at": row.created_at.isoformat(),
        "due_at": row.due_at.isoformat() if row.state == "due" else None,
        "last_at": row.last_at.isoformat() if row.last_at else None,
    }


def _why(row: WebhookDelivery) -> str:
    reasons = {
        "timeout": "the endpoint did not answer in time",
        "unreachable": "the endpoint cannot be reached",
        "tls": "its certificate cannot be trusted",
        "closed_address": "its name leads to a private address",
        "protocol": "what answered does not speak HTTP",
        "redirect": f"it answered {row.last_status}, and redirects are not followed",
        "status": f"it answered {row.last_status}",
    }
    return reasons.get(row.last_problem, row.last_problem or "it is still on its way")
