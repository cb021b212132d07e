"""bin/bench crawl: ask for everything as everybody, and look for words of another firm.

Two firms with equal keys, addresses and passwords have a word of their own in every
text and file. At both hosts, and at the platform's, every address of the URL confs is
asked for by every method and as everybody; with the cookies, keys, tokens and mailed
links of the other firm; and then everything is done for real, and what is left behind
is searched. Lines and code are those of tests/permissions/ and tests/isolation/. Each
host has a process of its own.

Goals: every address gave somebody who may a 2xx with a word of its own host in it, and
nothing of the other firm was found anywhere. And the crawl proves itself: a view that
leaks, planted in its process only, must be missed without a line and caught with one.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tests import stack
from tests.bench.report import table

HOSTS = ("peeters", "devries", "platform")
AT_ONCE = 2
Found = dict[str, Any]


def main() -> int:
    """Crawl, print, and tell whether the goals were met."""
    argparse.ArgumentParser(prog="bin/bench crawl", description=__doc__).parse_args()
    with stack.served(), ThreadPoolExecutor(AT_ONCE) as pool:
        found = dict(zip(HOSTS, pool.map(crawled, HOSTS), strict=True))
    show(found)
    return verdict(found)


def crawled(host: str) -> Found:
    """What the process of this host says on its last line."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.crawl_peers.crawl", host],
        env={**os.environ, "PYTEST_XDIST_WORKER": f"crawl_{host}"},
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    found: Found = json.loads(done.stdout.splitlines()[-1])
    return found


def show(found: dict[str, Found]) -> None:
    """Who asked for how much at which host; and whatever is wrong."""
    rows = [
        [f"{host}: {who}", *map(str, numbers)]
        for host, each in found.items()
        for who, *numbers in each["rows"]
    ]
    table.show(["who", "requests", "2xx", "foreign"], rows)
    for host, each in found.items():
        for name in each["missed"]:
            print(f"  {host}: nobody got anything from {name}")
        for wrong in each["foreign"]:
            print(f"  {host}: {wrong}")
        print(f"  {host}: the planted leak was {'' if each['leak'] else 'NOT '}found")


def verdict(found: dict[str, Found]) -> int:
    """The last line, and 1 when a goal is missed. Both firms have the same addresses;
    one counts as visited when it was at both."""
    urls = {
        (host == "platform", name) for host in found for name in found[host]["urls"]
    }
    missed = {
        (host == "platform", name) for host in found for name in found[host]["missed"]
    }
    foreign = sum(len(each["foreign"]) for each in found.values())
    visited = len(urls - missed)
    print(f"crawl: urls = {len(urls)} visited = {visited} foreign = {foreign}")
    is_proved = all(each["leak"] for each in found.values())
    return int(visited != len(urls) or foreign > 0 or not is_proved)


if __name__ == "__main__":
    sys.exit(main())
