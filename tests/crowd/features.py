"""All features that show rows, in the order in which these can be made."""

from __future__ import annotations

from types import ModuleType

from tests.crowd import (
    calendar,
    cases,
    documents,
    history,
    home,
    imports,
    people,
    progress,
    requests,
    updates,
)
from tests.crowd.page import Page

FEATURES: tuple[ModuleType, ...] = (
    people,
    cases,
    progress,
    documents,
    updates,
    requests,
    calendar,
    history,
    imports,
    home,
)

# Lists that do not grow with the firm's contacts, cases and documents.
NOT_MEASURED = {
    "factors:list": "a person's own second factors",
    "account:home": "one account, with its own devices",
    "desk:case_settings:home": "a firm's practice areas, a dozen at most",
    "desk:calendar_settings:home": "one rule of the firm",
    "feeds:home": "one person's own feed",
    "desk:settings:home": "links to settings, without rows",
    "desk:support:home": "a firm's visits of operators, of which there are few",
    "desk:addresses:list": "a firm's addresses, which its plan limits",
}


def furnish(most: int | None = None) -> None:
    """The rows of a large firm; with `most`, at most so many of each."""
    for feature in FEATURES:
        feature.furnish(feature.ROWS if most is None else min(most, feature.ROWS))


def pages() -> list[Page]:
    """Every list of the portal, on both faces."""
    return [page for feature in FEATURES for page in feature.LISTS]
