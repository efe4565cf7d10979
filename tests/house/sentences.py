"""Finds the sentences of the rooms that a page may show, so that none is left untranslated.

Rooms speak English (to the command line, logs and rows); the console says their sentences in the
reader's language by matching them to templates (leadminer/web/sentences.py). A template is the
string of the code with its placeholders numbered: f"there is no lead {lead_id}" becomes
"there is no lead {1}". Found are the messages of errors and findings behind a page, everything
given as `reason=`, `explanation=` or `detail=` anywhere, and all sentences of TELLING.

`python -m tests.house.sentences` adds what is new to leadminer/web/locale/sentences.*.po and
drops what is gone; the translations are written by hand.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "leadminer"
LOCALE = PACKAGE / "web" / "locale"
LANGS = ("zh-Hans", "zh-Hant")
# what speaks to the command line, the log or a person who edits files
SILENT = (
    *("cli/", "demo/", "store/", "config.py", "workspace.py", "work.py", "checks.py", "app.py"),
    *("merchants/imports.py", "handoffs/imports.py", "deals/imports.py", "web/server.py"),
    *("reports/lead_export.py", "reports/signal_export.py", "mining/child.py", "sdk.py"),
    *("web/api/", "intake/records.py", "intake/mails.py"),  # programs; details beside a code
    *("scoring/lines.py", "scoring/training.py", "scoring/evaluation.py", "scoring/model.py"),
)
# what keeps all its sentences in rows or shows them as they are: a module, or one function of it
TELLING = {
    "handoffs/rules.py": "",
    "handoffs/matching.py": "",
    "conversations/outreach/policy.py": "decide",
    "conversations/outreach/claims.py": "",
    "mining/outcomes.py": "",
    "mining/drift.py": "",
    "mining/watch.py": "",
    "mining/readers/plans.py": "",
    "scoring/records.py": "",
    "scoring/calibration.py": "note",
}
AUDITED = {"ledger", "deals", "reports"}  # whose findings finance reads
KEPT_AS = {"state_reason", "note"}
TOLD_BY = {"reason", "explanation", "detail", "message", "why", "what", "note"}
DATED = datetime(2026, 11, 22, tzinfo=UTC)  # of the format, not of every run
SLOT = re.compile(r"\{\d+\}")
_LETTERS = re.compile(r"[A-Za-z]{2,}")
Found = dict[str, tuple[str, str]]  # template -> where it stands, what its slots hold


def template(node: ast.expr) -> tuple[str, list[str]] | None:
    """The template of a string expression and what fills its slots; None for anything else."""
    if isinstance(node, ast.Constant):
        return (node.value, []) if isinstance(node.value, str) else None
    if not isinstance(node, ast.JoinedStr):
        return None
    text, slots = "", []
    for part in node.values:
        if isinstance(part, ast.Constant):
            text += str(part.value)
        elif text.endswith("}") and slots:  # two side by side cannot be told apart: one slot
            slots[-1] += " " + ast.unparse(part)[2:-1]
        else:
            assert isinstance(part, ast.FormattedValue)
            slots.append(ast.unparse(part.value))
            text += f"{{{len(slots)}}}"
    return text, slots


def branches(node: ast.expr, function: ast.AST | None) -> Iterator[ast.expr]:
    """The strings an expression may come to, as far as the function around it shows."""
    if isinstance(node, ast.IfExp):
        yield from branches(node.body, function)
        yield from branches(node.orelse, function)
    elif isinstance(node, ast.BoolOp):
        for value in node.values:
            yield from branches(value, function)
    elif isinstance(node, ast.Name) and function is not None:
        for each in ast.walk(function):
            if isinstance(each, ast.Assign) and any(
                isinstance(t, ast.Name) and t.id == node.id for t in each.targets
            ):
                yield from branches(each.value, None if function is None else ast.Module([], []))
    elif isinstance(node, ast.JoinedStr):
        yield node
        for part in node.values:  # what is filled in may be a sentence, too
            if isinstance(part, ast.FormattedValue):
                inner = part.value
                if isinstance(inner, ast.IfExp | ast.BoolOp | ast.Name):
                    yield from branches(inner, function)
    else:
        yield node


def modules() -> Iterator[tuple[str, ast.Module]]:
    """The rooms' modules that may speak to a page."""
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        if not name.startswith(SILENT) and "migrations/" not in name:
            yield name, ast.parse(path.read_text(encoding="utf-8"))


@cache
def behind_pages() -> frozenset[str]:
    """The modules a page may call, as far as imports tell: their errors can be shown."""
    trees = {
        "leadminer." + path.relative_to(PACKAGE).with_suffix("").as_posix().replace("/", "."): path
        for path in PACKAGE.rglob("*.py")
    }
    waiting = [name for name in trees if name.startswith("leadminer.web.")]
    seen = set(waiting)
    while waiting:
        for node in ast.walk(ast.parse(trees[waiting.pop()].read_text(encoding="utf-8"))):
            if not isinstance(node, ast.ImportFrom) or not node.module:
                continue
            for name in (node.module, *(f"{node.module}.{alias.name}" for alias in node.names)):
                for known in (name, f"{name}.__init__"):
                    if known in trees and known not in seen:
                        seen.add(known)
                        waiting.append(known)
    return frozenset(trees[name].relative_to(PACKAGE).as_posix() for name in seen)


@cache
def errors() -> dict[str, str]:
    """Every error class of the tree, by name, with its default message."""
    known = {"LeadminerError": "Something went wrong."}
    classes = [
        (node.name, [ast.unparse(base).split(".")[-1] for base in node.bases], node)
        for path in sorted(PACKAGE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    ]
    while True:
        more = {
            name: (ast.get_docstring(node) or "").splitlines()[0]
            for name, bases, node in classes
            if name not in known and set(bases) & set(known)
        }
        if not more:
            return known
        known.update(more)


def functions_of(tree: ast.Module) -> Iterator[tuple[ast.AST, ast.AST | None]]:
    """Every node with the innermost function around it."""

    def walk(node: ast.AST, function: ast.AST | None) -> Iterator[tuple[ast.AST, ast.AST | None]]:
        inner = node if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) else function
        yield node, function
        for child in ast.iter_child_nodes(node):
            yield from walk(child, inner)

    yield from walk(tree, None)


def messages_of(node: ast.AST, room: str, is_shown: bool) -> Iterator[ast.expr]:
    """The expressions of a node that somebody will read."""
    if isinstance(node, ast.Call):
        name = ast.unparse(node.func).split(".")[-1]
        if name in errors() and node.args and is_shown:
            yield node.args[0]
        if name == "Finding" and room in AUDITED:
            yield from node.args[1:2]
        yield from (k.value for k in node.keywords if k.arg in TOLD_BY)
    if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        if any(isinstance(t, ast.Attribute) and t.attr in KEPT_AS for t in targets):
            yield node.value


def told_whole(module: ast.Module, function: str) -> Iterator[ast.expr]:
    """Every string of a module or function but its docstrings and what goes to the log."""
    tree: ast.AST = module
    if function:
        tree = next(
            node
            for node in ast.walk(module)
            if isinstance(node, ast.FunctionDef) and node.name == function
        )
    silent = {
        id(inner)
        for node in ast.walk(tree)
        if (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
        or (isinstance(node, ast.Call) and ast.unparse(node.func).startswith("logger."))
        for inner in ast.walk(node)
    }
    inside = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for part in node.values
    }
    for node in ast.walk(tree):
        if id(node) not in silent | inside and isinstance(node, ast.Constant | ast.JoinedStr):
            yield node


def is_sentence(text: str) -> bool:
    """Words of a person, and not a code, an address or a piece of SQL."""
    words = SLOT.sub(" ", text)
    return bool(_LETTERS.search(words)) and " " in text.strip()


def found() -> Found:
    """Every template of the rooms."""
    every: Found = {}
    for name, tree in modules():
        for node in ast.walk(tree):
            if (
                name in behind_pages()
                and isinstance(node, ast.ClassDef)
                and is_sentence(errors().get(node.name, ""))
            ):
                every[errors()[node.name]] = (name, "")
        expressions: list[ast.expr] = []
        for node, function in functions_of(tree):
            for message in messages_of(node, name.split("/")[0], name in behind_pages()):
                expressions += branches(message, function)
        if name in TELLING:
            expressions += told_whole(tree, TELLING[name])
        for expression in expressions:
            made = template(expression)
            if made and is_sentence(made[0]):
                slots = "; ".join(f"{n}: {slot}" for n, slot in enumerate(made[1], 1))
                every.setdefault(made[0], (name, slots))
    every.update(_policy())
    return every


def _policy() -> Found:
    """What the policy table says of its rules and sites."""
    where = "conversations/outreach/policy.toml"
    table = tomllib.loads((PACKAGE / where).read_text(encoding="utf-8"))
    rows = [*table["rules"], *table["guards"].values(), *table["sites"]]
    said = [row[key] for row in rows for key in ("citation", "rule") if key in row]
    return dict.fromkeys(said, (where, ""))


def update(lang: str, every: Found) -> int:
    """Write a language's file anew, keeping its translations; returns how many are missing."""
    path = LOCALE / f"sentences.{lang}.po"
    old = Catalog()
    if path.is_file():
        with path.open("rb") as file:
            old = read_po(file)
    new = Catalog(
        locale=lang.replace("-", "_"),
        project="leadminer",
        version="1",
        msgid_bugs_address="",
        last_translator="leadminer",
        language_team="leadminer",
        creation_date=DATED,
        revision_date=DATED,
        fuzzy=False,
    )
    new.header_comment = "# Sentences of the rooms as the console says them; see docs/console.md."
    for text, (where, slots) in sorted(every.items()):
        known = old.get(text)
        string = str(known.string) if known else ""
        new.add(text, string, locations=[(where, 0)], auto_comments=[slots] if slots else [])
    for message in old:  # written by hand: a piece that several sentences share
        if message.id and "by hand" in message.user_comments:
            new.add(message.id, message.string, user_comments=message.user_comments)
    with path.open("wb") as file:
        write_po(file, new, width=100, include_lineno=False, omit_header=False)
    return sum(1 for message in new if message.id and not message.string)


if __name__ == "__main__":
    sentences = found()
    for language in LANGS:
        missing = update(language, sentences)
        print(f"sentences.{language}.po: {len(sentences)} sentences, {missing} not translated")
