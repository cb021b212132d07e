"""What went otherwise than it should."""


class Failure(Exception):  # noqa: N818  (reads as what happened)
    """A step of the journey failed: what was expected, and what came instead."""

    def __init__(self, *, expected: str, came: str) -> None:
        super().__init__(f"expected {expected}; came {came}")
        self.expected = expected
        self.came = came
