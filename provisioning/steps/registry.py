"""The steps in their order, and what people read while they wait."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from provisioning.models import Run
from provisioning.steps import (
    active,
    address,
    invitation,
    key,
    role,
    schema,
    seed,
    tables,
)

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Work = Callable[[Run], None]


@dataclass(frozen=True, slots=True)
class Step:
    """A thing that every firm gets. `name` stands in the database: never rename it."""

    name: str
    label: _StrPromise
    do: Work
    undo: Work


STEPS = (
    Step("schema", _("Your own database"), schema.do, schema.undo),
    Step("role", _("Access for your firm alone"), role.do, role.undo),
    Step("tables", _("Room for cases and documents"), tables.do, tables.undo),
    Step("key", _("Your encryption key"), key.do, key.undo),
    Step("seed", _("The look of your portal"), seed.do, seed.undo),
    Step("address", _("Your address"), address.do, address.undo),
    Step("invitation", _("Your invitation"), invitation.do, invitation.undo),
    Step("active", _("Your portal opens"), active.do, active.undo),
)


def names() -> list[str]:
    """The steps' names in order."""
    return [step.name for step in STEPS]


def by_name(name: str) -> Step:
    """The step of this name. Raises LookupError when this release has none."""
    for step in STEPS:
        if step.name == name:
            return step
    raise LookupError(f"no step {name}")
