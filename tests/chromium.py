"""The system's Chromium, driven by playwright."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
MISSING = "no Chromium here: install the package `chromium` to test pages in a browser"
ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage"]


def program() -> str:
    """Where it is. Skips the test when it is missing; fails where all is required."""
    for name in NAMES:
        if found := shutil.which(name):
            return found
    if os.environ.get("TABLINUM_REQUIRE_ALL") == "1":
        pytest.fail(MISSING)
    pytest.skip(MISSING)


@contextmanager
def launched() -> Iterator[Browser]:
    """A browser. Its event loop makes Django refuse queries in this thread."""
    found = program()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield browser
        browser.close()
