"""Data keys that were opened, kept in memory for a while.

Opening one costs a file and a decryption; a request needs several derived keys. The
stamp says which file a key came from: when the file is gone or replaced, in this
process or another, the key in memory is no longer used.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

OWNERS_KEPT = 512
PURPOSES_KEPT = 64

Stamp = tuple[int, int, int]


@dataclass(slots=True)
class OpenKey:
    """A data key, and what was derived from it by purpose and length."""

    stamp: Stamp
    secret: bytes = field(repr=False)
    derived: dict[tuple[str, int], bytes] = field(default_factory=dict, repr=False)

    def remember(self, purpose: str, secret: bytes) -> None:
        """Keep a derived key; purposes are few, so a full shelf is just emptied."""
        if len(self.derived) >= PURPOSES_KEPT:
            self.derived = {}
        self.derived[purpose, len(secret)] = secret


class OpenKeys:
    """The open keys of the owners used last. May be used by several threads."""

    def __init__(self, *, kept: int = OWNERS_KEPT) -> None:
        self._kept = kept
        self._keys: OrderedDict[Path, OpenKey] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._keys)

    def get(self, file: Path, stamp: Stamp) -> OpenKey | None:
        """The open key of this file, unless the file has changed since."""
        with self._lock:
            found = self._keys.get(file)
            if found is None or found.stamp != stamp:
                self._keys.pop(file, None)
                return None
            self._keys.move_to_end(file)
            return found

    def put(self, file: Path, key: OpenKey) -> None:
        """Keep an open key, and let go of the one that was not used for longest."""
        with self._lock:
            self._keys[file] = key
            self._keys.move_to_end(file)
            if len(self._keys) > self._kept:
                self._keys.popitem(last=False)

    def forget(self, file: Path) -> None:
        """Let go of a key."""
        with self._lock:
            self._keys.pop(file, None)
