"""Texts of drafts and mails from `templates/messages/`, in the reader's language.

Templates are sandboxed Jinja2 and see plain strings and lists of strings only: no attribute
access, no calls into the program, and a missing value stops the message instead of leaving a gap.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import jinja2
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from leadminer.base.errors import InvalidInput, NotFound
from leadminer.workspace import Workspace, bundled_root

FOLDER = "templates/messages"
Values = Mapping[str, str | list[str]]


class _Sandbox(ImmutableSandboxedEnvironment):
    """Names and loops only."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        return isinstance(obj, LoopContext) and not attr.startswith("_")

    def is_safe_callable(self, obj: Any) -> bool:
        return False


class Texts:
    """The templates of one workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._environment = _Sandbox(
            loader=jinja2.FunctionLoader(self._load),
            undefined=jinja2.StrictUndefined,
            autoescape=False,  # plain text
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )

    def languages(self, kind: str) -> list[str]:
        """Languages with a template of a kind ("answer", "email"); the workspace's count, too."""
        found: set[str] = set()
        for root in (bundled_root(), self._workspace.root):
            for path in (root / FOLDER).glob(f"{kind}.*.j2"):
                found.add(path.name.removeprefix(f"{kind}.").removesuffix(".j2"))
        return sorted(found)

    def render(self, kind: str, lang: str, values: Values) -> dict[str, str]:
        """The blocks of a template, by name ("subject", "body"), each stripped.

        Raises NotFound without such a template, InvalidInput if it is broken or asks for what is
        not there.
        """
        name = f"{kind}.{lang}.j2"
        try:
            template = self._environment.get_template(name)
            return {
                block: "".join(make(template.new_context(dict(values)))).strip()
                for block, make in template.blocks.items()
            }
        except jinja2.TemplateNotFound:
            raise NotFound(f"there is no template {FOLDER}/{name}") from None
        except jinja2.TemplateError as error:
            raise InvalidInput(f"template {FOLDER}/{name}: {error.message}") from None

    def check(self, kind: str, lang: str) -> None:
        """Raise InvalidInput if a template is broken."""
        name = f"{kind}.{lang}.j2"
        try:
            self._environment.get_template(name)
        except jinja2.TemplateError as error:
            raise InvalidInput(f"{FOLDER}/{name} is broken: {error.message}") from None

    def _load(self, name: str) -> str | None:
        try:
            return self._workspace.find(f"{FOLDER}/{name}").read_text(encoding="utf-8")
        except NotFound:
            return None
