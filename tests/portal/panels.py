"""The panels of a first page, as the template got them."""

from __future__ import annotations

from typing import Any


def panel_of(response: Any, template: str) -> Any:
    """What a feature's panel shows, in whichever column. Raises LookupError when it is
    not on the page."""
    for panels in response.context["columns"].values():
        for each in panels:
            if each.template == template:
                return each.context
    raise LookupError(template)
