"""Crawls one host, and prints what it found as JSON on the last line."""

from __future__ import annotations

import json
import logging
import sys

from tests import stack


def main() -> int:
    """`peeters`, `devries` or `platform`."""
    logging.disable()
    with stack.served():
        from tests.bench.crawl_peers import hosts  # noqa: PLC0415  (Django is ready)

        print(json.dumps(hosts.crawled(sys.argv[1])))
    return 0


if __name__ == "__main__":
    sys.exit(main())
