"""`leadminer intent`: score texts, explain a judgement, train and measure the scorer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from leadminer.cli import intent_label, intent_models

if TYPE_CHECKING:
    from leadminer.scoring import Judgement, ScoringText

app = typer.Typer(
    help="Tell who needs something, and why: score, explain, train, evaluate.",
    epilog="Example: leadminer intent score posts.jsonl judged.jsonl",
)


@app.command(epilog="Example: leadminer intent score posts.jsonl judged.jsonl")
def score(
    source: Annotated[Path, typer.Argument(metavar="IN.jsonl", help="One text a line.")],
    target: Annotated[Path, typer.Argument(metavar="OUT.jsonl", help="One judgement a line.")],
    model: Annotated[Path | None, typer.Option(help="Weights of your own training.")] = None,
) -> None:
    """Judge every text of a JSONL file; OUT appears only when all are done."""
    from leadminer.base.errors import InvalidInput
    from leadminer.scoring import load_scorer
    from leadminer.scoring.lines import line_of, texts_in

    scorer = load_scorer(model)
    unfinished = target.with_name(target.name + ".unfinished")
    count = 0
    try:
        with unfinished.open("w", encoding="utf-8") as out:
            for text, judgement in scorer.score_pairs(texts_in(source)):
                out.write(line_of(text, judgement) + "\n")
                count += 1
        unfinished.replace(target)
    except OSError as error:
        raise InvalidInput(f"cannot write {target}: {error.strerror}") from error
    finally:
        unfinished.unlink(missing_ok=True)
    typer.echo(f"{count} texts judged with model {scorer.model_version}: {target}")


@app.command(epilog='Example: leadminer intent explain --text "Who can supply 500 chairs?"')
def explain(
    signal_id: Annotated[int | None, typer.Argument(metavar="ID", help="A signal.")] = None,
    text: Annotated[str | None, typer.Option(help="A text instead of a signal.")] = None,
    title: Annotated[str, typer.Option(help="Its title, if any.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Say what speaks for and against need in one signal or text, phrase by phrase."""
    from leadminer.base.errors import InvalidInput
    from leadminer.scoring import ScoringText, load_scorer
    from leadminer.scoring.lines import line_of

    if (signal_id is None) == (text is None):
        raise InvalidInput("name either the ID of a signal or --text, not both")
    habits: list[dict[str, Any]] = []
    if text is not None:
        subject = ScoringText(id="text", text=text, title=title)
        judgement = load_scorer().score(subject)
    else:
        subject, judgement, habits = _judged_signal(signal_id or 0)
    if as_json:
        line = json.loads(line_of(subject, judgement))
        typer.echo(json.dumps(line | {"habits": habits}, ensure_ascii=False))
        return
    typer.echo(
        f"score {judgement.score:.3f}  probability {judgement.probability:.2f}"
        f" ({judgement.confidence_note})"
    )
    typer.echo(
        f"class {judgement.intent_class}  strength {judgement.strength}"
        f"  language {judgement.lang}  model {judgement.model_version}"
    )
    for reason in judgement.reasons:
        typer.echo(
            f"{reason.weight:+6.2f}  {reason.label:<16} {reason.field} "
            f"{reason.start}-{reason.end}: {reason.text!r}"
        )
    typer.echo(f"{judgement.rest:+6.2f}  {'rest':<16} starting point and small parts")
    typer.echo(f"{judgement.log_odds:+6.2f}  {'sum':<16} log-odds")
    for habit in habits:
        typer.echo(
            f"{habit['weight']:+6.2f}  {habit['label']:<16} what else its author posted:"
            f" {habit['text']!r}"
        )


def _judged_signal(signal_id: int) -> tuple[ScoringText, Judgement, list[dict[str, Any]]]:
    """A stored signal, what the workspace's scorer says of it now, what its author's habits did."""
    from leadminer.base.errors import NotFound
    from leadminer.cli.opening import opened
    from leadminer.flow.judging import hosts_of, scoring_text
    from leadminer.leads.queries import judgement_of
    from leadminer.signals.tables import Signal

    with opened() as app_, app_.read() as session:
        signal = session.get(Signal, signal_id) if 0 < signal_id < 2**63 else None
        if signal is None:
            raise NotFound(f"there is no signal {signal_id}: see `leadminer signals list`")
        subject = scoring_text(signal, hosts_of(session, [signal]))
        kept = judgement_of(session, signal_id)
        habits = [r for r in (kept.reasons if kept else []) if r["field"] == "author"]
        return subject, app_.scorer().score(subject), habits


@app.command(epilog="Example: leadminer intent train labelled/ --out my-model/")
def train(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="JSONL files with labels.")],
    *,
    out: Annotated[Path, typer.Option(help="Folder for the weights.")] = Path("intent-model"),
    version: Annotated[str, typer.Option(help="Name of this model.")] = "own",
    licensed_only: Annotated[
        bool, typer.Option(help="Only sources that state a licence, as for the shipped weights.")
    ] = False,
    with_feedback: Annotated[
        bool, typer.Option("--with-feedback", help="And what operators read and called here.")
    ] = False,
    keep: Annotated[
        Path | None,
        typer.Option(help="Weights whose need and strength stay: only classes are learnt."),
    ] = None,
) -> None:
    """Train the scorer on your own labelled texts, and print the model's card.

    The folder can also be opened by `spacy.load`.
    """
    from leadminer.scoring.card import card_of
    from leadminer.scoring.component import write_pipeline
    from leadminer.scoring.scorer import load_scorer
    from leadminer.scoring.training import class_examples_in, examples_in, train_classes
    from leadminer.scoring.training import train as train_model

    examples = examples_in(folder, licensed_only=licensed_only, with_taught=True)
    examples += class_examples_in(folder, licensed_only=licensed_only)
    if with_feedback:
        examples += intent_label.examples_of_workspace()
    if keep is None:
        model = train_model(examples, version=version)
    else:
        model = train_classes(examples, load_scorer(keep).model, version=version)
    out.mkdir(parents=True, exist_ok=True)
    model.save(out / "intent.npz")
    write_pipeline(out)
    card = card_of(model, examples)
    (out / "MODEL_CARD.md").write_text(card, encoding="utf-8")
    typer.echo(card)
    typer.echo(f'Use it: model_dir = "{out}" under [scoring] in config.toml')


@app.command(epilog="Example: leadminer intent evaluate gold.jsonl --cross-validate")
def evaluate(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="JSONL with labels.")],
    model: Annotated[Path | None, typer.Option(help="Weights of your own training.")] = None,
    *,
    cross_validate: Annotated[
        bool,
        typer.Option(
            "--cross-validate",
            help="Train anew on folds by group, beside TF-IDF + logistic regression.",
        ),
    ] = False,
    more: Annotated[
        Path | None,
        typer.Option("--with", help="Training folder: further texts to learn from."),
    ] = None,
    labels: Annotated[
        Path | None,
        typer.Option(help="Labels by id and hash, apart from the texts of FILE; no training."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Measure ranking, classes and calibration on labelled texts, with bootstrap intervals."""
    from leadminer.base.errors import InvalidInput
    from leadminer.scoring.class_figures import classes_in
    from leadminer.scoring.evaluation import cross_validated, measured
    from leadminer.scoring.reliability import of_file

    if labels is not None and cross_validate:
        raise InvalidInput("texts with --labels are measured as they are, not --cross-validate")
    rows = cross_validated(file, more) if cross_validate else [measured(file, model, labels)]
    curves = [] if cross_validate else of_file(file, model, labels)
    classes = classes_in(file, model, more, cross_validate=cross_validate, labels=labels)
    if as_json:
        told = [row.as_dict() for row in rows]
        if curves:
            told[0]["reliability"] = [curve.as_dict() for curve in curves]
        if classes:
            told[-1]["classes"] = [one.as_dict() for one in classes]
        typer.echo(json.dumps(told, ensure_ascii=False))
        return
    for row in rows:
        facts: dict[str, Any] = row.as_dict()
        typer.echo(row.name)
        for key in ("texts", "positives", "ece", "strength_ndcg"):
            if facts.get(key) is not None:
                typer.echo(f"  {key:<14} {facts[key]}")
        for key in ("roc", "pr", "top_5", "top_10", "roc_gain"):
            if getattr(row, key) is not None:
                typer.echo(f"  {key:<14} {getattr(row, key)}")
    for one in classes:
        typer.echo(
            f"classes, {one.lang}: macro-F1 {one.macro_f1:.3f}, {one.right:.0%} right"
            f" of {one.texts} texts"
        )
        for name, (count, precision, recall, f1) in one.by_class.items():
            typer.echo(
                f"  {name:<14} {count:>5} texts  precision {precision:.2f}  recall {recall:.2f}"
                f"  F1 {f1:.2f}"
            )
    for curve in curves:
        intent_models.echo_reliability(curve)


intent_models.register(app)
intent_label.register(app)
