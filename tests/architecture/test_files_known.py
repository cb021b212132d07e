"""Whoever stores files says which are his: what nobody knows is swept."""

from __future__ import annotations

import re
from pathlib import Path

from tenants.storage import known

ROOT = Path(__file__).resolve().parents[2]
# The module that stores, and the feature that knows; see tenants/storage/known.py.
STORES = {
    "portal/documents/storing.py": "documents",
    "portal/documents/developing.py": "documents",
    "portal/documents/reading/pages.py": "documents",
    "portal/people/importing/files.py": "contacts",
    "portal/people/personal/packing.py": "contacts",
    "provisioning/exports/packing.py": "exports",
    "provisioning/backup/objects.py": "",  # puts back what others know
}
SAVES = re.compile(r"(default_storage|storage)\.save\(")


def test_every_feature_that_stores_files_is_asked_which_are_its_own() -> None:
    found = {
        str(path.relative_to(ROOT))
        for floor in ("portal", "provisioning", "platform")
        for path in (ROOT / floor).rglob("*.py")
        if SAVES.search(path.read_text())
    }

    assert found == set(STORES)
    features = {each.feature for each in known.knowers()}
    assert set(filter(None, STORES.values())) <= features
