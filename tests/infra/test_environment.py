"""The doors' own bootstrap: when the environment is made, and when it is left alone."""

from __future__ import annotations

import importlib.util
import os
import re
import stat
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.infra.conftest import ROOT

DOORS = ("demo", "test", "check", "bench", "manage")
FILES = [ROOT / "bin/_environment.py", *(ROOT / "bin" / door for door in DOORS)]


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The bootstrap, for an environment in a temporary folder."""
    monkeypatch.setenv("TABLINUM_VENV", str(tmp_path / "venv"))
    path = ROOT / "bin/_environment.py"
    spec = importlib.util.spec_from_file_location("_environment", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def made(environment: ModuleType) -> ModuleType:
    """The same, with an environment that looks complete."""
    python = environment.PYTHON
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    (environment.VENV / "pyvenv.cfg").touch()
    environment.STAMP.write_text(f"{environment.VENV}\n{environment.content()}")
    return environment


def test_an_environment_that_was_never_made_is_not_current(
    environment: ModuleType,
) -> None:
    assert not environment.is_current()


def test_an_environment_of_this_lock_is_current(made: ModuleType) -> None:
    assert made.is_current()
    assert not made.has_moved()


@pytest.mark.parametrize("name", ["LOCK", "INSTALLER"])
def test_a_changed_lock_makes_it_outdated(
    made: ModuleType, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = tmp_path / "changed.txt"
    changed.write_bytes(getattr(made, name).read_bytes() + b"\n# changed\n")

    monkeypatch.setattr(made, name, changed)

    assert not made.is_current()


def test_an_environment_without_its_python_is_outdated(made: ModuleType) -> None:
    made.PYTHON.unlink()
    made.PYTHON.symlink_to("/nowhere/python")

    assert not made.is_current()


def test_an_environment_that_was_moved_is_made_anew(made: ModuleType) -> None:
    made.STAMP.write_text("/elsewhere/.venv\nhash")

    assert made.has_moved()


def test_a_folder_with_something_else_is_refused(
    environment: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    environment.VENV.mkdir()
    (environment.VENV / "letter.txt").touch()

    with pytest.raises(SystemExit):
        environment.require_place()

    assert "holds something else" in capsys.readouterr().err


def test_a_link_to_another_checkouts_environment_is_left_alone(
    environment: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    environment.VENV.symlink_to(theirs)

    with pytest.raises(SystemExit):
        environment.require_place()

    assert "is a link" in capsys.readouterr().err


def test_a_python_without_venv_names_the_package(
    environment: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(environment.importlib.util, "find_spec", lambda _name: None)

    with pytest.raises(SystemExit):
        environment.require_place()

    assert re.search(r"apt install python3\.\d+-venv", capsys.readouterr().err)


def test_an_old_python_gets_one_clear_line(
    environment: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(environment.sys, "version_info", (3, 9, 18))
    monkeypatch.setenv("PATH", "/nowhere")

    with pytest.raises(SystemExit):
        environment.require_python()

    assert capsys.readouterr().err == (
        "Tablinum needs Python 3.11 or newer; this is Python 3.9.\n"
    )


@pytest.mark.parametrize("door", DOORS)
def test_every_door_can_be_opened(door: str) -> None:
    path = ROOT / "bin" / door

    assert path.stat().st_mode & stat.S_IXUSR
    assert path.read_text().startswith("#!/usr/bin/env python3\n")


def test_the_doors_need_the_standard_library_only() -> None:
    for path in FILES:
        imported = re.findall(r"^(?:import|from) (\w+)", path.read_text(), re.MULTILINE)
        assert set(imported) <= {*sys.stdlib_module_names, "_environment"}, path


def test_no_lock_names_a_place_to_download_from() -> None:
    for path in (ROOT / "requirements").glob("*.txt"):
        assert "://" not in path.read_text(), path


def test_bench_says_which_there_are() -> None:
    command = [sys.executable, str(ROOT / "bin/bench"), "unknown"]
    entered = {**os.environ, "TABLINUM_ENTERED": str(ROOT / ".venv")}
    entered.pop("TABLINUM_VENV", None)

    done = subprocess.run(
        command, env=entered, cwd="/", capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert done.stderr.startswith("bin/bench NAME, one of: ")
