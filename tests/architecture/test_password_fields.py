"""Fields for passwords hide what is typed, and let a password manager help."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from django import forms
from django.conf import settings

ROOT = Path(settings.ROOT)
OURS = ("portal", "platform/controlplane")
PASSWORDS = {"password", "current"}
HELPS = {"current-password", "new-password"}


def form_classes() -> Iterator[type[forms.Form]]:
    """Every form of ours, found by importing every module of forms."""
    for path in (path for place in OURS for path in (ROOT / place).rglob("*forms.py")):
        name = path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".")
        module = import_module(name.removeprefix("platform."))
        for each in vars(module).values():
            if isinstance(each, type) and issubclass(each, forms.Form):
                yield each


FIELDS = {
    f"{each.__name__}.{name}": field
    for each in form_classes()
    for name, field in each.base_fields.items()
    if name in PASSWORDS or isinstance(field.widget, forms.PasswordInput)
}


def test_there_are_such_fields() -> None:
    assert {"SignInForm.password", "PasswordForm.current"} <= FIELDS.keys()


@pytest.mark.parametrize("field", FIELDS.values(), ids=FIELDS)
def test_a_password_is_hidden_and_may_be_filled_in(field: forms.Field) -> None:
    assert isinstance(field.widget, forms.PasswordInput)
    assert field.widget.input_type == "password"
    assert field.widget.attrs["autocomplete"] in HELPS
    assert field.strip is False  # type: ignore[attr-defined]


def test_no_page_and_no_script_stands_in_the_way_of_pasting() -> None:
    pages = [path for place in OURS for path in (ROOT / place).rglob("*.html")]
    scripts = [path for place in OURS for path in (ROOT / place).rglob("*.js")]
    own = [path for path in [*pages, *scripts] if "vendor" not in path.parts]

    found = [
        path for path in own if re.search(r"onpaste|['\"]paste['\"]", path.read_text())
    ]

    assert len(own) > 50
    assert found == []
