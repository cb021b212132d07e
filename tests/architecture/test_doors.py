"""What could mix firms has one door; the lint rules that hold it are in place."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BREACHES = {
    "the library's context": "from django_tenants.utils import schema_context\n",
    "mail past the outbox": "from django.core.mail import send_mail\n",
    "signing without the firm": "from django.core import signing\nsigning.dumps(1)\n",
    "another connection": "from django.db import connections\n",
    "files past the firm's storage": (
        "from django.core.files.storage import FileSystemStorage\n"
    ),
    "sites": "from django.contrib.sites.models import Site\n",
}


@pytest.mark.parametrize("breach", BREACHES.values(), ids=BREACHES)
def test_lint_refuses(breach: str) -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--select", "TID251",
         "--stdin-filename", "portal/cases/views/desk.py", "-"],
        input=breach, text=True, cwd=ROOT, capture_output=True, check=False,
    )  # fmt: skip

    assert answer.returncode == 1
    assert "TID251" in answer.stdout


def test_no_lock_file_names_an_address() -> None:
    for path in (ROOT / "requirements").iterdir():
        assert not re.search(
            r"https?://|--(extra-)?index-url|--find-links \S", path.read_text()
        )
    assert not (ROOT / "uv.lock").exists()


def test_every_requirement_is_pinned_by_hash() -> None:
    for path in (ROOT / "requirements").glob("*.txt"):
        text = path.read_text().replace("\\\n", " ")
        names = [line for line in text.splitlines() if re.match(r"[a-z]", line)]

        assert names
        assert all("--hash=sha256:" in line for line in names)
