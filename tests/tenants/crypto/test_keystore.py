from __future__ import annotations

import json
import shutil
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from tenants.crypto import KeyMissing, KeyRefused, folder, keystore, wrapping
from tenants.models import Firm
from tests.tenants.conftest import NEW_MASTER, OLD_MASTER

CREATE_AND_PRINT = """
import sys
from django.conf import settings
settings.configure(KEY_STORE=sys.argv[1], MASTER_KEYS=(("k0", bytes(range(32))),))
from tenants.crypto import keystore
keystore.create(sys.argv[2])
print(keystore.load(sys.argv[2]).secret.hex())
"""


def file_of(firm: Firm) -> Path:
    return Path(keystore._file(firm.pk))


def test_a_key_is_made_once(keyless: Firm) -> None:
    keystore.create(keyless.pk)
    first = keystore.load(keyless.pk).secret

    keystore.create(keyless.pk)

    assert keystore.load(keyless.pk).secret == first
    assert len(first) == 32


def test_every_firm_has_its_own_key(peeters: Firm, janssens: Firm) -> None:
    assert keystore.load(peeters.pk).secret != keystore.load(janssens.pk).secret


def test_nobody_else_on_the_machine_reads_a_key(peeters: Firm) -> None:
    file = file_of(peeters)

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_a_key_is_not_readable_without_its_master(peeters: Firm) -> None:
    secret = keystore.load(peeters.pk).secret

    assert secret not in file_of(peeters).read_bytes()
    assert secret.hex() not in repr(keystore.load(peeters.pk))


def test_threads_that_race_end_with_one_key(keyless: Firm) -> None:
    gate = Barrier(8)

    def make(_number: int) -> bytes:
        gate.wait()
        keystore.create(keyless.pk)
        return keystore.load(keyless.pk).secret

    with ThreadPoolExecutor(8) as threads:
        assert len(set(threads.map(make, range(8)))) == 1


def test_processes_that_race_end_with_one_key(keyless: Firm, key_store: Path) -> None:
    command = [sys.executable, "-c", CREATE_AND_PRINT, str(key_store), str(keyless.pk)]
    racers = [
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        for _number in range(3)
    ]

    printed = {racer.communicate(timeout=30)[0].strip() for racer in racers}

    assert printed == {keystore.load(keyless.pk).secret.hex()}


def test_a_second_write_leaves_the_first(tmp_path: Path) -> None:
    folder.write_once(tmp_path / "key.json", b"first")

    folder.write_once(tmp_path / "key.json", b"second")

    assert (tmp_path / "key.json").read_bytes() == b"first"
    assert [file.name for file in tmp_path.iterdir()] == ["key.json"]


def test_a_missing_key_is_named(keyless: Firm) -> None:
    with pytest.raises(KeyMissing, match=str(keyless.pk)):
        keystore.load(keyless.pk)


def test_an_owner_cannot_name_a_path(key_store: Path) -> None:
    with pytest.raises(ValueError, match="badly formed"):
        keystore.create("../../etc/passwd")


def test_a_destroyed_key_is_gone_from_memory_too(peeters: Firm) -> None:
    keystore.load(peeters.pk)

    keystore.destroy(peeters.pk)
    keystore.destroy(peeters.pk)

    assert not keystore.exists(peeters.pk)
    with pytest.raises(KeyMissing):
        keystore.load(peeters.pk)


def test_a_key_that_another_process_destroyed_is_not_used(peeters: Firm) -> None:
    keystore.load(peeters.pk)

    file_of(peeters).unlink()

    with pytest.raises(KeyMissing):
        keystore.load(peeters.pk)


def test_destroying_sweeps_what_a_crash_left(peeters: Firm) -> None:
    file = file_of(peeters)
    leftover = file.with_name(file.name + ".x1.part")
    shutil.copy(file, leftover)

    keystore.destroy(peeters.pk)

    assert not leftover.exists()


def test_the_file_of_another_firm_does_not_open(peeters: Firm, janssens: Firm) -> None:
    shutil.copy(file_of(peeters), file_of(janssens))

    with pytest.raises(KeyRefused, match="does not open"):
        keystore.load(janssens.pk)


@pytest.mark.parametrize(
    "change",
    [
        {"key": "AAAA"},
        {"key": 7},
        {"nonce": "AAAAAAAAAAAAAAAA"},
        {"nonce": "!"},
        {"version": 2},
        {"master": "k9"},
    ],
)
def test_a_changed_file_does_not_open(peeters: Firm, change: dict[str, object]) -> None:
    file = file_of(peeters)
    file.write_text(json.dumps(json.loads(file.read_text()) | change))

    with pytest.raises(KeyRefused):
        keystore.load(peeters.pk)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"version": 1}'])
def test_a_damaged_file_does_not_open(peeters: Firm, text: str) -> None:
    file_of(peeters).write_text(text)

    with pytest.raises(KeyRefused, match=str(peeters.pk)):
        keystore.load(peeters.pk)


def test_an_older_master_key_still_opens(peeters: Firm, settings: Settings) -> None:
    before = keystore.load(peeters.pk).secret

    settings.MASTER_KEYS = (NEW_MASTER, OLD_MASTER)
    keystore._opened.forget(file_of(peeters))

    assert keystore.load(peeters.pk).secret == before


def test_rewrapping_lets_the_old_master_key_go(
    peeters: Firm, janssens: Firm, settings: Settings
) -> None:
    before = [keystore.load(firm.pk).secret for firm in (peeters, janssens)]
    settings.MASTER_KEYS = (NEW_MASTER, OLD_MASTER)

    changed = keystore.rewrap_all()

    settings.MASTER_KEYS = (NEW_MASTER,)
    assert changed == 2
    assert keystore.rewrap_all() == 0
    assert [keystore.load(firm.pk).secret for firm in (peeters, janssens)] == before


def test_without_its_master_a_key_is_refused(peeters: Firm, settings: Settings) -> None:
    settings.MASTER_KEYS = (NEW_MASTER,)

    with pytest.raises(KeyRefused, match="k0, which is not in TABLINUM_MASTER_KEYS"):
        keystore.load(peeters.pk)


def test_rewrapping_does_not_bring_a_destroyed_key_back(peeters: Firm) -> None:
    keystore.destroy(peeters.pk)

    with pytest.raises(KeyMissing):
        keystore.rewrap(peeters.pk)
    assert not keystore.exists(peeters.pk)


def test_rewrapping_and_destroying_at_once_ends_destroyed(
    peeters: Firm, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MASTER_KEYS = (NEW_MASTER, OLD_MASTER)
    erasure = Thread(target=keystore.destroy, args=[peeters.pk])
    unwrap = wrapping.unwrap

    def destroy_meanwhile(text: bytes, **named: Any) -> bytes:
        erasure.start()
        erasure.join(0.1)
        return unwrap(text, **named)

    monkeypatch.setattr(wrapping, "unwrap", destroy_meanwhile)

    keystore.rewrap(peeters.pk)
    erasure.join()

    assert not keystore.exists(peeters.pk)
