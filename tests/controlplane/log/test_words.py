"""Each action that is written into the operators' log has words there."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from controlplane.frame import words
from provisioning.models import RunKind
from tenants.domains.models import ClaimState

ROOT = Path(__file__).resolve().parents[3]
# What runs in `public`. Portal writes into a firm's own log, but for signing in.
FOLDERS = ("platform", "provisioning", "tenants", "portal/access")
# Who writes, and which of the arguments is the action.
WRITERS = {"record": 0, "_note": 0, "_tell": 0, "decided": 1, "turn": 2}
# What stands for the braces of an action that is put together.
PARTS = {
    "firm.{}.requested": sorted({*RunKind.values} - {RunKind.PROVISIONING}),
    "domain.{}": [str(state) for state in ClaimState],
    "support.{}": ["granted", "refused", "ended"],
}
IN_A_FIRM_ONLY = {
    "access.begun_anew",
    "access.closed",
    "access.invitation_code_failed",
    "access.invitation_redeemed",
    "access.invitation_revoked",
    "access.invited",
    "access.link_asked",
    "access.link_used",
    "access.password_reset",
    "access.password_set",
    "access.reopened",
    "access.unlocked",
}


def actions() -> Iterator[str]:
    """The actions that these folders write, with braces where a part is computed."""
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield from written(ast.parse(path.read_text()))


def written(tree: ast.Module) -> Iterator[str]:
    """What one module writes. An argument of the writer itself is its caller's."""
    named = dict(_constants(tree))
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or _name(node.func) not in WRITERS:
            continue
        place = WRITERS[_name(node.func)]
        if len(node.args) > place:
            found = node.args[place]
            found = named.get(_name(found) or "?", found)
            yield from _text(found)


def _constants(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    for node in tree.body:
        if isinstance(node, ast.Assign):
            target, value = node.targets[0], node.value
            if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
                yield from zip(map(_name, target.elts), value.elts, strict=True)
            else:
                yield _name(target), value


def _name(node: ast.expr) -> str:
    return getattr(node, "id", getattr(node, "attr", ""))


def _text(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    if isinstance(node, ast.JoinedStr):
        yield "".join(
            str(part.value) if isinstance(part, ast.Constant) else "{}"
            for part in node.values
        )


CODES = sorted({
    code.replace("{}", part)
    for code in actions()
    for part in PARTS.get(code, [""])
} - IN_A_FIRM_ONLY)  # fmt: skip


@pytest.mark.parametrize("code", CODES)
def test_an_action_has_words(code: str) -> None:
    assert code in words.ACTIONS


def test_the_actions_are_found() -> None:
    assert {
        "delivery.retried", "domain.taken_away", "firm.backup.requested",
        "firm.suspended", "firm.restored", "recovery.finished", "support.granted",
        "operator.invited", "plan.changed", "signup.confirmed", "domain.suspended",
    } <= set(CODES)  # fmt: skip


def test_a_new_action_that_is_put_together_must_be_named_here() -> None:
    assert {code for code in actions() if "{}" in code} == set(PARTS)
