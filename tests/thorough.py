"""How often a test tries what depends on chance.

The suite takes a seeded sample, always the same. `bin/bench kills` and `bin/bench
chance` run the same tests as often as was promised.
"""

from __future__ import annotations

import os

VARIABLE = "TABLINUM_TEST_THOROUGHLY"


def times(sample: int, *, all_of: int) -> int:
    """So many in the suite, all of them where it is asked for."""
    return all_of if os.environ.get(VARIABLE) == "1" else sample
