"""`python -m infra.journey`: prints a line for each step, and last `demo: ok`."""

import argparse
import http.client
import sys
from pathlib import Path
from urllib.parse import urlsplit

from infra.journey.failure import Failure
from infra.journey.operator import Operator
from infra.journey.script import Journey
from infra.journey.steps import Steps

OK, FAILED = 0, 1


def main() -> int:
    """Run the journey; the exit code."""
    steps = Steps()
    try:
        _parsed().run(steps)
    except Failure as failure:
        print(f"FAILED: {steps.current}")
        print(f"  expected {failure.expected}")
        print(f"  came     {failure.came}")
        return FAILED
    except (OSError, http.client.HTTPException) as error:
        print(f"FAILED: {steps.current}")
        print(f"  expected an answer\n  came     {type(error).__name__}: {error}")
        return FAILED
    print("demo: ok")
    return OK


def _parsed() -> Journey:
    parser = argparse.ArgumentParser(prog="python -m infra.journey")
    parser.add_argument("--platform", required=True, help="where the web process is")
    parser.add_argument("--mail", required=True, help="where the mail catcher shows")
    parser.add_argument("--port", required=True, type=int, help="the public port")
    parser.add_argument(
        "--authority", type=Path, help="the root certificate to trust, for https"
    )
    parser.add_argument(
        "--timeout", type=float, default=90, help="seconds to wait for one thing"
    )
    parser.add_argument(
        "--operator",
        required=True,
        nargs=3,
        metavar=("ADDRESS", "PASSWORD", "SECRET"),
        help="who runs the platform, with an authenticator's secret in base32",
    )
    found = parser.parse_args()
    return Journey(
        web=urlsplit(found.platform).netloc,
        mail=urlsplit(found.mail).netloc,
        port=found.port,
        timeout=found.timeout,
        authority=found.authority,
        operator=Operator(*found.operator),
    )


if __name__ == "__main__":
    sys.exit(main())
