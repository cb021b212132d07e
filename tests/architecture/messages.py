"""Which messages the code asks gettext for, found without gettext's tools."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation.template import templatize

from tests.architecture import catalogue

ROOT = Path(__file__).resolve().parents[2]
OURS = ("platform", "portal", "provisioning", "tenants", "infra")
# The name in the code to the place of the context, the message and its plural.
PLAIN, COUNTED = ("message",), ("message", "plural")
ARGUMENTS: dict[str, tuple[str, ...]] = {
    "_": PLAIN,
    "gettext": PLAIN,
    "gettext_lazy": PLAIN,
    "gettext_noop": PLAIN,
    "ngettext": COUNTED,
    "ngettext_lazy": COUNTED,
    "pgettext": ("context", *PLAIN),
    "pgettext_lazy": ("context", *PLAIN),
    "npgettext": ("context", *COUNTED),
    "npgettext_lazy": ("context", *COUNTED),
}
LITERAL = r"""[uU]?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
CALL = re.compile(
    rf"(?<!\w)(_|n?p?gettext)\(\s*({LITERAL}(?:\s*,\s*{LITERAL})*)", re.DOTALL
)


def in_use() -> dict[str, str]:
    """Each message, as a catalogue names it, with a file that asks for it."""
    return {
        key: str(path.relative_to(ROOT))
        for folder in OURS
        for path in sorted((ROOT / folder).rglob("*"))
        if path.suffix in {".py", ".html", ".txt"}
        for key in of_file(path)
    }


def of_file(path: Path) -> Iterator[str]:
    """The messages of one module or template."""
    text = path.read_text()
    return of_module(text) if path.suffix == ".py" else of_template(text)


def of_module(text: str) -> Iterator[str]:
    """The messages of Python code. A message that is not a literal is an error."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and (name := _name(node.func)) in ARGUMENTS:
            literals = node.args[: len(ARGUMENTS[name])]
            yield _key(name, [ast.literal_eval(each) for each in literals])


def of_template(text: str) -> Iterator[str]:
    """The messages of a template, by way of what Django hands to xgettext."""
    for name, literals in CALL.findall(templatize(text)):
        values = ast.literal_eval(f"({literals},)")
        yield _key(name, values[: len(ARGUMENTS[name])])


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _key(name: str, literals: list[str]) -> str:
    given = dict(zip(ARGUMENTS[name], literals, strict=True))
    context = given.pop("context", "")
    return catalogue.key(*given.values(), context=context)
