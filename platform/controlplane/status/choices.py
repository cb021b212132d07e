"""What people read for a field with choices.

Django's `get_state_display` makes all choices of the field hashable anew in each call,
which in a list of fifty rows is a good part of the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.db.models import Field, Model
from django.utils.functional import Promise


def label(thing: Model, field: str) -> str:
    """The words for this field's value, in the reader's language."""
    value = getattr(thing, field)
    return str(_labels(type(thing), field).get(value, value))


@cache
def _labels(model: type[Model], name: str) -> Mapping[Any, str | Promise]:
    field = model._meta.get_field(name)
    assert isinstance(field, Field)  # noqa: S101  (not a relation)
    return dict(field.flatchoices)
