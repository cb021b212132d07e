from __future__ import annotations

from pathlib import Path

from tenants.crypto.opened import PURPOSES_KEPT, OpenKey, OpenKeys

STAMP = (1, 2, 3)


def test_the_key_used_least_recently_goes_first() -> None:
    keys = OpenKeys(kept=2)
    for name in ("a", "b"):
        keys.put(Path(name), OpenKey(STAMP, b"secret"))
    keys.get(Path("a"), STAMP)

    keys.put(Path("c"), OpenKey(STAMP, b"secret"))

    assert keys.get(Path("b"), STAMP) is None
    assert keys.get(Path("a"), STAMP)
    assert len(keys) == 2


def test_a_key_of_a_replaced_file_is_let_go() -> None:
    keys = OpenKeys()
    keys.put(Path("a"), OpenKey(STAMP, b"secret"))

    assert keys.get(Path("a"), (9, 9, 9)) is None
    assert len(keys) == 0


def test_derived_keys_are_bounded() -> None:
    key = OpenKey(STAMP, b"secret")

    for number in range(3 * PURPOSES_KEPT):
        key.remember(f"purpose {number}", b"derived")

    assert len(key.derived) <= PURPOSES_KEPT
