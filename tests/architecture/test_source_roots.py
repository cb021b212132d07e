"""`platform/` is a source root, and the standard library's module stays whole."""

from __future__ import annotations

import platform
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_import_platform_is_the_standard_librarys() -> None:
    found = Path(platform.__file__).resolve()

    assert found.is_relative_to(Path(sysconfig.get_path("stdlib")).resolve())
    assert platform.python_version()


def test_import_platform_from_the_root_is_the_standard_librarys() -> None:
    answer = subprocess.run(
        [sys.executable, "-c", "import platform; print(platform.system())"],
        cwd=ROOT,
        env={"PYTHONPATH": f"{ROOT}:{ROOT / 'platform'}"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert answer.stdout.strip() == platform.system()


def test_no_python_file_lies_in_platform() -> None:
    assert list((ROOT / "platform").glob("*.py")) == []
