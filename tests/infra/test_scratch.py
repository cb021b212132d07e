from __future__ import annotations

import os
from pathlib import Path

import pytest

from infra.embedded import scratch
from infra.embedded.lock import DirectoryLock

LONG_AGO = (0, 0)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(scratch, "MEMORY", tmp_path)
    monkeypatch.setattr(scratch, "ENOUGH", 0)
    return tmp_path


def folder_in(place: Path, name: str) -> Path:
    folder = place / f"{scratch.PREFIX}{name}"
    folder.mkdir()
    return folder


def test_a_folder_is_made_in_memory_when_there_is_enough(place: Path) -> None:
    assert scratch.make_scratch().parent == place


def test_little_memory_is_left_alone(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scratch, "ENOUGH", 2**62)
    monkeypatch.setattr(scratch.tempfile, "tempdir", str(place / ".."))

    assert scratch.make_scratch().parent.resolve() == place.parent


def test_what_a_killed_run_left_is_removed(place: Path) -> None:
    abandoned = folder_in(place, "abandoned")
    os.utime(abandoned, LONG_AGO)

    scratch.make_scratch()

    assert not abandoned.exists()


def test_a_running_stack_and_a_starting_one_are_spared(place: Path) -> None:
    running, starting = folder_in(place, "running"), folder_in(place, "starting")
    with DirectoryLock(running):
        os.utime(running, LONG_AGO)

        scratch.make_scratch()

        assert running.exists()
        assert starting.exists()
