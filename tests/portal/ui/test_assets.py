"""What a client downloads: little, ours, and exactly what we vendored."""

import gzip
import hashlib
import json
import re
from pathlib import Path

import portal.ui

STATIC = Path(portal.ui.__file__).parent / "static/ui"
VENDOR = STATIC / "vendor"
TEMPLATES = Path(portal.ui.__file__).parent / "templates/ui"
CSS_LIMIT, JS_LIMIT = 15_000, 20_000


def gzipped(*names: str) -> int:
    return sum(len(gzip.compress((STATIC / name).read_bytes())) for name in names)


def test_the_styles_of_a_client_s_page_are_small() -> None:
    assert gzipped("app.css", "parts.css", "theme.css") <= CSS_LIMIT


def test_the_scripts_of_a_page_are_small() -> None:
    assert gzipped("app.js", "vendor/htmx-4.0.1.min.js") <= JS_LIMIT


def test_nothing_is_asked_from_another_host() -> None:
    for path in STATIC.rglob("*.css"):
        assert "url(" not in path.read_text()
        assert "@import" not in path.read_text()
    for path in (STATIC / "app.js", STATIC / "icons.svg"):
        assert re.findall(r"https?://(?!www\.w3\.org/)", path.read_text()) == []


def test_every_token_that_the_styles_use_is_defined() -> None:
    styles = "".join(path.read_text() for path in STATIC.glob("*.css"))

    used = set(re.findall(r"var\((--[a-z0-9-]+)(?!,)\)", styles))
    defined = set(re.findall(r"(--[a-z0-9-]+):", styles))
    assert used - defined == set()


def test_vendored_files_are_what_their_hashes_say() -> None:
    listed = [line.split() for line in (VENDOR / "SHA256SUMS").read_text().splitlines()]

    for digest, name in listed:
        assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == digest
    assert {name for _, name in listed} == {path.name for path in VENDOR.glob("*.js")}


def test_htmx_is_configured_for_a_strict_policy() -> None:
    html = (TEMPLATES / "_htmx.html").read_text()
    config = json.loads(re.search(r"content='(\{.*?\})'", html)[1])

    assert config["includeIndicatorCSS"] is False
    assert config["mode"] == "same-origin"
