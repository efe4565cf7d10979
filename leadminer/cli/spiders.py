"""`leadminer spiders`: spiders of one's own, and trying them on recorded pages."""

from __future__ import annotations

import json as json_module
from typing import Annotated

import typer

app = typer.Typer(help="Spiders: what is there, making one, trying it on recorded pages.")

Name = Annotated[str, typer.Argument(help="The spider: a file in spiders/, without its ending.")]

SITE = """# How one site is read. Raise `version` whenever you change something.
# Selectors are CSS (a::text, a::attr(href)) or XPath (beginning with / or .).
version = "1"
# zone of times that state none, and country of phone numbers
timezone = "UTC"
region = ""

# Links to follow; leave both out to follow what looks worth it.
[follow]
lists = ["a.next"]
pages = ["a.title"]

[posts]
# pages whose address fits hold posts; if nothing is found there, the layout has changed
address = '/topic/'
block = "div.post"          # one element a post; the first is the topic, the others reply
title = "h1"
author = ".author"
time = "time::attr(datetime)"
text = ".body"
url = "a.permalink"
section = ".breadcrumb a"
# fields = { "Quantity" = ".quantity" }

# A directory instead of a forum:
# [companies]
# address = '/company/'
# block = "div.company"
# name = "h1"
# phone = ".phone"
# email = "a.mail"
# site = "a.web"
# place = ".address"
"""

CODE = '''"""{name}: say here what it reads."""

from __future__ import annotations

from leadminer.sdk import Company, PageReading, Post, SignalSpider


class {class_name}(SignalSpider):
    """Walks the site as any spider does; `records` chooses what of a page becomes a signal."""

    name = "{name}"
    version = "1"
    wants_posts = True
    wants_companies = False

    def records(self, page: PageReading) -> list[Post | Company]:
        """Posts that say how much is wanted."""
        return [post for post in page.posts if "quantity" in post.text.lower()]
'''


@app.command("list")
def list_spiders(
    json: Annotated[bool, typer.Option("--json", help="Print one array.")] = False,
) -> None:
    """List the spiders, your own and the bundled ones.

    Example: leadminer spiders list
    """
    from leadminer.cli.opening import found_workspace

    workspace = found_workspace()
    rows = [
        {
            "name": name,
            "kind": "site file" if path.suffix == ".toml" else "python",
            "own": path.is_relative_to(workspace.root),
            "cases": len(list((workspace.root / "spiders" / "pages" / name).glob("*/page.html"))),
        }
        for name, path in workspace.list("spiders").items()
    ]
    if json:
        typer.echo(json_module.dumps(rows, indent=2))
        return
    for row in rows:
        whose = "yours" if row["own"] else "bundled"
        typer.echo(f"{row['name']:<20} {row['kind']:<10} {whose:<8} {row['cases']} recorded pages")


@app.command("new")
def new(
    name: Annotated[str, typer.Argument(help="Its name: small letters, digits, _.")],
    *,
    python: Annotated[
        bool, typer.Option("--python", help="A Python file, not a site file.")
    ] = False,
) -> None:
    """Begin a spider of your own: a file of selectors, or of Python, to be filled in.

    Example: leadminer spiders new oldboard
    """
    import re

    from leadminer.base.errors import Conflict, InvalidInput
    from leadminer.cli.opening import found_workspace

    if not re.fullmatch(r"[a-z][a-z0-9_]{0,40}", name):
        raise InvalidInput(f"{name!r} is no name of a spider: small letters, digits and _")
    workspace = found_workspace()
    known = workspace.list("spiders").get(name)
    if known is not None and known.is_relative_to(workspace.root):
        raise Conflict(f"{known.name} is there already; choose another name, or edit it")
    path = workspace.root / "spiders" / f"{name}{'.py' if python else '.toml'}"
    class_name = "".join(part.title() for part in name.split("_")) + "Spider"
    path.parent.mkdir(exist_ok=True)
    text = CODE.format(name=name, class_name=class_name) if python else SITE
    path.write_text(text, encoding="utf-8")
    typer.echo(f"spiders/{path.name} is there; next:")
    typer.echo(f"  leadminer spiders record {name} https://...   keep a page to try it on")
    typer.echo(f"  leadminer spiders test {name}                 see what it reads")


@app.command("record")
def record(
    name: Name,
    url: Annotated[str, typer.Argument(help="The page to keep.")],
    *,
    case: Annotated[str, typer.Option("--case", help="Its name; none: page1, page2 ...")] = "",
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Read loopback and private addresses too.")
    ] = False,
) -> None:
    """Keep a page, as it comes, for `spiders test`. robots.txt holds here as well.

    Example: leadminer spiders record oldboard https://board.example/topic/17
    """
    from leadminer.cli.opening import opened
    from leadminer.flow.mine import fetch_page
    from leadminer.mining.sites import recorded

    with opened() as app_:
        got = fetch_page(app_.config, app_.clock, url=url, allow_private=allow_private)
        taken = {path.name for path in recorded.folder_of(app_.workspace, name).glob("*")}
        free = next(f"page{n}" for n in range(1, len(taken) + 2) if f"page{n}" not in taken)
        folder = recorded.record(
            app_.workspace, name, case or free, got.body, url=got.url,
            kind=got.headers.get("content-type", "text/html"), now=app_.clock.now(),
        )  # fmt: skip
        shown = folder.relative_to(app_.workspace.root)
    typer.echo(f"{shown}: {len(got.body):,} bytes; next: leadminer spiders test {name}")


@app.command("test")
def test(
    name: Name,
    *,
    case: Annotated[str, typer.Option("--case", help="Only this recorded page.")] = "",
    accept: Annotated[
        bool, typer.Option("--accept", help="What is read now is right: keep it as expected.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print one array.")] = False,
) -> None:
    """Read a spider's recorded pages and compare with what is expected. Exit code 1: they differ.

    Example: leadminer spiders test oldboard --accept
    """
    from dataclasses import asdict

    from leadminer.cli.opening import found_workspace
    from leadminer.mining.sites import recorded

    workspace = found_workspace()
    results = recorded.run_cases(workspace, name, case=case)
    if accept:
        for result in results:
            recorded.accept(workspace, name, result)
    if json:
        typer.echo(json_module.dumps([asdict(r) for r in results], ensure_ascii=False, indent=2))
    else:
        for result in results:
            _tell(result, accepted=accept)
    wrong = any(result.expected is not None and result.differences for result in results)
    raise typer.Exit(1 if wrong and not accept else 0)


def _tell(result: object, *, accepted: bool) -> None:
    from leadminer.mining.sites.recorded import CaseResult

    assert isinstance(result, CaseResult)
    count = f"{len(result.records)} records, {result.links} links"
    if accepted:
        typer.echo(f"{result.case}: {count}; kept as expected")
    elif result.expected is None:
        typer.echo(f"{result.case}: {count}; if this is right: --accept")
        for record in result.records[:5]:
            typer.echo("  " + json_module.dumps(record, ensure_ascii=False)[:300])
    elif result.differences:
        typer.echo(f"{result.case}: {count}; differs")
        for line in result.differences[:20]:
            typer.echo(f"  {line[:300]}")
    else:
        typer.echo(f"{result.case}: {count}; as expected")
