"""Rules that hold for every template, in whichever feature it stands."""

import re
from pathlib import Path

import pytest

import portal.ui

ROOT = Path(portal.ui.__file__).parents[2]
SPRITE = ROOT / "portal/ui/static/ui/icons.svg"
PAGES = [
    path
    for folder in ("portal", "platform", "provisioning", "tenants")
    for path in sorted((ROOT / folder).rglob("templates/**/*.html"))
]
MAILS = {path for path in PAGES if "mail" in {path.stem, path.parent.name}}
SCREENS = [path for path in PAGES if path not in MAILS]
LONGEST = 300

each_page = pytest.mark.parametrize(
    "path", PAGES, ids=lambda path: str(path.relative_to(ROOT))
)
each_screen = pytest.mark.parametrize(
    "path", SCREENS, ids=lambda path: str(path.relative_to(ROOT))
)


@each_screen
def test_a_screen_passes_a_strict_content_security_policy(path: Path) -> None:
    html = path.read_text()

    assert not re.search(r"\sstyle\s*=", html)
    assert not re.search(r"\son[a-z]+\s*=", html)
    assert not re.search(r"hx-on|hx-vals=['\"]js:|javascript:", html)
    assert "<style" not in html
    assert re.findall(r"<script(?![^>]*\ssrc=)", html) == []


@each_page
def test_a_page_asks_nobody_else_for_anything(path: Path) -> None:
    html = path.read_text()

    assert re.findall(r'(?:src|href|action)\s*=\s*"(?:https?:)?//', html) == []


@each_page
def test_icons_exist(path: Path) -> None:
    drawn = set(re.findall(r'<symbol id="([a-z-]+)"', SPRITE.read_text()))
    html = path.read_text()

    used = re.findall(r"{% icon \"([a-z-]+)\"", html)
    used += re.findall(r'_empty\.html" with icon="([a-z-]+)"', html)
    assert set(used) <= drawn


@each_page
def test_no_comment_leaks_to_the_reader(path: Path) -> None:
    """Django's {# #} ends with the line; a longer one would be shown."""
    for line in path.read_text().splitlines():
        assert line.count("{#") == line.count("#}")


@each_page
def test_a_page_fits_on_a_few_screens(path: Path) -> None:
    assert len(path.read_text().splitlines()) < LONGEST


@each_screen
def test_each_form_that_changes_something_carries_the_token(path: Path) -> None:
    html = path.read_text()

    for form in re.findall(r'<form[^>]*method="post".*?</form>', html, re.S):
        # The hand-over goes to another host, where a one-time token is the proof.
        assert "{% csrf_token %}" in form or "handover_url" in form
