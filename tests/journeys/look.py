"""What a page must be for everybody, whatever it says.

Axe does not see a page that overflows sideways or a link that is too small for a
finger: those are measured here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import axe_core_python
from playwright.sync_api import Page

NARROW = 320
SMALLEST_TARGET = 44

# Links inside a line of text may be as high as the line (WCAG 2.2, 2.5.8).
TARGETS = """
(smallest) => [...document.querySelectorAll(
    "a[href], button, summary, select, textarea, input:not([type=hidden])")]
  .filter((each) => each.checkVisibility() && !each.matches(".skip"))
  .map((each) => each.matches("[type=checkbox], [type=radio]")
    ? each.closest("label") ?? each.labels[0] ?? each : each)
  .filter((each) => !(getComputedStyle(each).display === "inline"
    && each.closest("p, dd, li")?.innerText.trim() !== each.innerText.trim()))
  .map((each) => [each, each.getBoundingClientRect()])
  .filter(([, box]) => box.width > 1 && box.height > 1)
  .filter(([, box]) => box.height < smallest - 0.5 || box.width < smallest - 0.5)
  .map(([each, box]) => `${each.outerHTML.slice(0, 90).replace(/\\s+/g, " ")} `
    + `${Math.round(box.width)}x${Math.round(box.height)}`)
"""
SIDEWAYS = "() => document.documentElement.scrollWidth - innerWidth"
AXE = """
async () => (await axe.run({resultTypes: ["violations"]})).violations.map(
  (each) => `${each.id}: ${each.nodes.map((node) => node.target).join(", ")}`)
"""


@dataclass(frozen=True, kw_only=True)
class Look:
    """What is expected of a page.

    `is_touched`: its targets are for fingers. `has_scripts`: axe can run in it.
    """

    title_end: str
    is_touched: bool
    has_scripts: bool


@cache
def axe() -> str:
    """The rules, as a script."""
    return (Path(axe_core_python.__file__).parent / "axe.min.js").read_text()


def around(page: Page, look: Look, *, size: Any) -> list[str]:
    """Whatever is wrong with the page that is open."""
    page.set_viewport_size({"width": NARROW, "height": 640})
    found = [*_words(page, look), *_narrow(page, look)]
    if not look.is_touched:
        page.set_viewport_size(size)
    if look.has_scripts:
        page.evaluate(axe())
        found += [f"axe: {problem}" for problem in page.evaluate(AXE)]
    page.set_viewport_size(size)
    return found


def _words(page: Page, look: Look) -> Iterator[str]:
    title = page.title()
    if not title.endswith(look.title_end) or title == look.title_end:
        yield f"title {title!r} does not end with {look.title_end!r}"
    if (headings := page.locator("h1").count()) != 1:
        yield f"{headings} h1"


def _narrow(page: Page, look: Look) -> Iterator[str]:
    if (beyond := page.evaluate(SIDEWAYS)) > 0:
        yield f"scrolls {beyond} px sideways at {NARROW} px"
    if look.is_touched:
        for target in page.evaluate(TARGETS, SMALLEST_TARGET):
            yield f"small target: {target}"
