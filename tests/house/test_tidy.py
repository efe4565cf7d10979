"""The house's habits; each message says what to do instead."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILE_LINES_MAX = 400
FUNCTION_LINES_MAX = 60
POSITIONAL_MAX = 5
EDGES = (
    "leadminer/cli/",
    "leadminer/web/",
    "leadminer/demo/",
    "leadminer/work.py",
    "leadminer/mining/child.py",
    "leadminer/store/",
)
NO_FLOATS = (
    "leadminer/base/money.py",
    "leadminer/base/rates.py",
    "leadminer/ledger/",
    "leadminer/deals/rules.py",
)
BANNED_NAMES = {"utils", "helpers", "common", "misc", "manager", "managers", "util", "helper"}
CODE = [
    path
    for part in ("leadminer", "spiders", "pipelines")
    for path in sorted((ROOT / part).rglob("*.py"))
    if "migrations/versions" not in path.as_posix()
]


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def body_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    body = node.body[1:] if ast.get_docstring(node) else node.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


@pytest.fixture(scope="module")
def trees() -> dict[Path, ast.Module]:
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in CODE}


def test_files_are_short() -> None:
    long = {
        shown(p): n
        for p in CODE
        if (n := p.read_text(encoding="utf-8").count("\n")) > FILE_LINES_MAX
    }
    assert long == {}, f"split files over {FILE_LINES_MAX} lines by what they are about"


def test_functions_are_short(trees: dict[Path, ast.Module]) -> None:
    long = [
        f"{shown(path)}:{f.lineno} {f.name} {body_lines(f)}"
        for path, tree in trees.items()
        for f in functions(tree)
        if body_lines(f) > FUNCTION_LINES_MAX
    ]
    assert long == [], "push the ifs up and the loops down into functions with a name"


def test_functions_take_few_positional_parameters(trees: dict[Path, ast.Module]) -> None:
    wide = [
        f"{shown(path)}:{f.lineno} {f.name}"
        for path, tree in trees.items()
        for f in functions(tree)
        if len([a for a in f.args.args if a.arg not in {"self", "cls"}]) > POSITIONAL_MAX
        and "leadminer/cli/" not in shown(path)  # typer reads options from parameters
        and "leadminer/web/" not in shown(path)  # FastAPI too
    ]
    assert wide == [], "make the parameters after the first keyword-only"


def test_public_things_say_what_they_are_for(trees: dict[Path, ast.Module]) -> None:
    silent = []
    for path, tree in trees.items():
        if not ast.get_docstring(tree) and path.name != "__init__.py":
            silent.append(shown(path))
        for node in tree.body:
            kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
            if not isinstance(node, kinds) or node.name.startswith("_"):
                continue
            if not ast.get_docstring(node):
                silent.append(f"{shown(path)}:{node.lineno} {node.name}")
    assert silent == [], "a public function, class or module has a docstring"


def test_nothing_prints_outside_the_command_line(trees: dict[Path, ast.Module]) -> None:
    wrong = [
        f"{shown(path)}:{node.lineno}"
        for path, tree in trees.items()
        if not shown(path).startswith(("leadminer/cli/", "leadminer/demo/"))
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "print"
    ]
    assert wrong == [], "use the module's logger"


def test_only_the_edge_commits(trees: dict[Path, ast.Module]) -> None:
    wrong = [
        f"{shown(path)}:{node.lineno}"
        for path, tree in trees.items()
        if not shown(path).startswith(EDGES)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "commit"
    ]
    assert wrong == [], "rooms flush at most; the edge that opened the transaction commits"


def test_money_knows_no_fractions(trees: dict[Path, ast.Module]) -> None:
    wrong = []
    for path, tree in trees.items():
        if not shown(path).startswith(NO_FLOATS):
            continue
        for node in ast.walk(tree):
            is_float = isinstance(node, ast.Constant) and isinstance(node.value, float)
            is_division = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div)
            is_cast = (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "float"
            )
            if is_float or is_division or is_cast:
                wrong.append(f"{shown(path)}:{getattr(node, 'lineno', 0)}")
    assert wrong == [], "use integer minor units, Rate and allocate"


def test_time_is_asked_for_in_one_place() -> None:
    pattern = re.compile(r"datetime\.(now|utcnow|today)\(|date\.today\(|time\.(time|monotonic)\(")
    wrong = [
        f"{shown(path)}:{number}"
        for path in CODE
        if shown(path) != "leadminer/base/clock.py"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if pattern.search(line)
    ]
    assert wrong == [], "take a Clock, or `now` as a parameter (leadminer/base/clock.py)"


def test_no_naked_except_and_no_bare_todo(trees: dict[Path, ast.Module]) -> None:
    naked = [
        f"{shown(path)}:{node.lineno}"
        for path, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler) and node.type is None
    ]
    todo = [
        f"{shown(path)}:{number}"
        for path in CODE
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if re.search(r"\b(TODO|FIXME|XXX)\b(?!\s*\(#\d+\))", line)
    ]
    assert naked == [], "name the error you expect"
    assert todo == [], "do it, or file it and write its number"


def test_files_are_named_for_what_they_hold() -> None:
    wrong = [shown(path) for path in CODE if path.stem in BANNED_NAMES]
    assert wrong == [], "name the file for the noun or step it holds"


def test_what_is_tracked_tells_of_no_machine() -> None:
    import subprocess

    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False, text=True
    )
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    pattern = re.compile(r"(^|[^A-Za-z0-9_.])/(home/\w+|root|work|Users)/|file://|index-url")
    addresses = re.compile(r"://|find-links")  # in pinned requirements, of any kind
    wrong = []
    for name in filter(None, listed.stdout.split("\0")):
        path = ROOT / name
        small = path.is_file() and path.stat().st_size < 1_000_000
        if small and (path.suffix in {".py", ".md", ".toml", ".sh"} or "requirements" in name):
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
                found = pattern.search(line) or ("requirements" in name and addresses.search(line))
                if found and "test_tidy.py" not in name:
                    wrong.append(f"{name}:{number}")
    assert wrong == [], "no machine's paths and no registries' addresses in the project"
