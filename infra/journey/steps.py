"""One line for each step, with its time."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

WIDTH = 62


class Steps:
    """Prints what was done; remembers what is being done, for when it fails."""

    def __init__(self) -> None:
        self.current = "start"

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Name and time what happens inside."""
        self.current = name
        started = time.monotonic()
        yield
        seconds = time.monotonic() - started
        print(f"{name:<{WIDTH}}{seconds:7.2f} s", flush=True)
