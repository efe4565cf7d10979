"""`leadminer intent label`: read the posts that teach most, and say what is in them."""

from __future__ import annotations

import json as json_module
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from leadminer.app import App
    from leadminer.learning.labelling import PostToLabel
    from leadminer.scoring.seeds import Example

ACTOR = "operator:cli"
TEXT_SHOWN = 1500
LABELS = {"yes": 1, "y": 1, "1": 1, "no": 0, "n": 0, "0": 0, "skip": None, "s": None}


def register(app: typer.Typer) -> None:
    """Add the command to `leadminer intent`."""
    app.command(
        epilog="Examples: leadminer intent label  ·  leadminer intent label 42 yes --strength 3  ·"
        "  leadminer intent label --export labelled/mine.jsonl"
    )(label)


def label(
    signal: Annotated[int | None, typer.Argument(metavar="ID", help="A post.")] = None,
    verdict: Annotated[str, typer.Argument(metavar="yes|no|skip", help="A need?")] = "",
    *,
    strength: Annotated[int, typer.Option(min=0, max=3, help="0 to 3; 3: ready to buy.")] = 0,
    intent_class: Annotated[str, typer.Option("--class", help="request, seller, ...")] = "",
    host: Annotated[str, typer.Option(help="Only posts of this source.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=500, help="Most posts.")] = 20,
    export: Annotated[
        Path | None, typer.Option(help="Write what was read and called, for intent train.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="The posts to read, as one object.")] = False,
) -> None:
    """Read the posts that teach most, one by one; or label one; or export what was read."""
    from leadminer.base.errors import InvalidInput
    from leadminer.cli.opening import opened
    from leadminer.learning import labelling

    if verdict and verdict not in LABELS:
        raise InvalidInput(f"say yes, no or skip, not {verdict!r}")
    if signal is not None and not verdict:
        raise InvalidInput(f"say yes, no or skip: leadminer intent label {signal} yes")
    with opened() as app_:
        if export is not None:
            _export(app_, export)
        elif signal is not None:
            with app_.begin() as session:
                labelling.set_label(
                    session,
                    signal,
                    LABELS[verdict],
                    actor=ACTOR,
                    now=app_.clock.now(),
                    strength=strength,
                    intent_class=intent_class,
                )
            typer.echo(f"signal {signal}: {verdict}")
        else:
            with app_.read() as session:
                posts = labelling.labelling_queue(session, limit=limit, host=host)
                state = labelling.labelling_state(session)
            if json:
                told = {"state": asdict(state), "posts": [asdict(post) for post in posts]}
                typer.echo(json_module.dumps(told, ensure_ascii=False))
                return
            _ask(app_, posts)


def _export(app_: App, path: Path) -> None:
    from leadminer.base.errors import InvalidInput
    from leadminer.learning.labelling import labelled_lines

    with app_.read() as session:
        lines = labelled_lines(session)
    try:
        with path.open("w", encoding="utf-8") as out:
            for line in lines:
                out.write(json_module.dumps(line, ensure_ascii=False) + "\n")
    except OSError as error:
        raise InvalidInput(f"cannot write {path}: {error.strerror}") from error
    typer.echo(f"{len(lines)} labelled posts: {path}; leadminer intent train {path.parent}")


def examples_of_workspace() -> list[Example]:
    """What operators read and called in this workspace, to train on."""
    from leadminer.cli.opening import opened
    from leadminer.learning.labelling import labelled_lines
    from leadminer.scoring.training import example_of

    with opened() as app_, app_.read() as session:
        return [example_of(line) for line in labelled_lines(session)]


def _ask(app_: App, posts: list[PostToLabel]) -> None:
    from leadminer.learning import labelling

    if not posts:
        typer.echo("nothing to read: every judged post was read or called, or none was mined yet")
    read = 0
    for number, post in enumerate(posts, start=1):
        typer.echo(
            f"\n[{number}/{len(posts)}] {post.host}  chance of a need {post.probability:.2f}"
            f"  ({post.why})\n{post.title}\n{post.text[:TEXT_SHOWN]}"
        )
        key = typer.prompt("need? y yes, n no, s skip, q quit", default="s").strip().lower()[:4]
        while key not in LABELS and key != "q":
            key = typer.prompt("y, n, s or q", default="s").strip().lower()[:4]
        if key == "q":
            break
        strength = 0
        if LABELS[key]:
            strength = typer.prompt("how strong? 1 vague, 2 choosing, 3 ready", default=2, type=int)
        with app_.begin() as session:
            labelling.set_label(
                session,
                post.signal_id,
                LABELS[key],
                actor=ACTOR,
                now=app_.clock.now(),
                strength=min(3, max(0, strength)),
                why=post.why,
            )
        read += 1
    if read:
        typer.echo(f"{read} read; `leadminer intent learn` shows what they bring")
