"""What must not be guessed is made by the system's generator, and by no other one."""

from __future__ import annotations

import ast
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.ROOT)
SOURCES = ("portal", "platform", "provisioning", "tenants")


def imports(path: Path) -> set[str]:
    """The modules that a file imports, by their first name."""
    found: set[str] = set()
    for each in ast.walk(ast.parse(path.read_text())):
        if isinstance(each, ast.Import):
            found |= {name.name.partition(".")[0] for name in each.names}
        if isinstance(each, ast.ImportFrom) and each.module:
            found.add(each.module.partition(".")[0])
    return found


def test_nothing_is_made_by_a_generator_that_can_be_guessed() -> None:
    paths = [path for place in SOURCES for path in (ROOT / place).rglob("*.py")]
    made = {path: imports(path) for path in paths}

    assert [str(path) for path, names in made.items() if "random" in names] == []
    assert any("secrets" in names for names in made.values())
