"""Records of erasure: found, and proven genuine. In `public`."""

from __future__ import annotations

import json

from django.db.models import QuerySet

from provisioning.erasure import signing
from provisioning.models import ErasureRecord


def of_address(slug: str) -> QuerySet[ErasureRecord]:
    """The records of firms that had this address, the last one first."""
    said = f'"address":{json.dumps(slug)}'
    found = ErasureRecord.objects.filter(statement__contains=said)
    return found.order_by("-erased_at")


def problem(record: ErasureRecord) -> str:
    """What is wrong with it; empty when it is genuine, and this platform signed it."""
    if not signing.is_signed(
        record.statement, signature=record.signature, public_key=record.public_key
    ):
        return "The signature does not belong to this statement."
    if record.public_key != signing.public_key():
        return "Another key than this platform's signed it."
    firm = json.loads(record.statement)["firm"]
    if (firm["id"], firm["name"]) != (str(record.firm_id), record.firm_name):
        return "The statement tells of another firm."
    return ""
