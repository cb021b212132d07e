"""The child's side of a peer: one line in, one answer out, as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any


def serve(make: Callable[[str], dict[str, Any]]) -> None:
    """Answer each line of standard input until it ends. The first answer: ready."""
    answers, sys.stdout = sys.stdout, sys.stderr  # what libraries print is no answer
    print(json.dumps({"ready": True}), file=answers, flush=True)
    for line in sys.stdin:
        print(json.dumps(make(line.strip())), file=answers, flush=True)
