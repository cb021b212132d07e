"""Every purpose for which the code makes a secret, read from the code.

`crypto.token("invitation", ...)` and the like name what a secret is for; a purpose that
stands in a constant is looked up in its module.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("portal", "provisioning", "tenants", "platform")
MAKING = {"token", "derive", "encrypt", "decrypt", "signer"}
# The doors themselves: what they are asked for stands where they are asked.
DOORS = ("tenants/crypto/",)


def purposes() -> dict[str, str]:
    """The purposes, and one file each that names it."""
    return {
        purpose: str(path.relative_to(ROOT))
        for path in sources()
        for purpose in _in(ast.parse(path.read_text()))
    }


def sources() -> Iterator[Path]:
    """Our own modules, but for the doors."""
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if not str(path.relative_to(ROOT)).startswith(DOORS):
                yield path


def _in(module: ast.Module) -> Iterator[str]:
    constants = dict(_constants(module))
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and _makes_a_secret(node.func):
            yield from _words(node.args[0], constants)


def _makes_a_secret(function: ast.expr) -> bool:
    """`crypto.token`, `signing.signer`, or `signer` alone."""
    if isinstance(function, ast.Name):
        return function.id == "signer"
    if not isinstance(function, ast.Attribute) or function.attr not in MAKING:
        return False
    return isinstance(function.value, ast.Name) and (
        function.value.id in {"crypto", "signing"}
    )


def _words(purpose: ast.expr, constants: dict[str, str]) -> Iterator[str]:
    if isinstance(purpose, ast.Constant):
        yield str(purpose.value)
    elif isinstance(purpose, ast.Name):
        yield constants[purpose.id]
    elif not isinstance(purpose, ast.JoinedStr):  # `signer` itself: f"signing:{salt}"
        raise AssertionError(f"A purpose that cannot be read: {ast.unparse(purpose)}")


def _constants(module: ast.Module) -> Iterator[tuple[str, str]]:
    for node in module.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    yield target.id, str(node.value.value)
