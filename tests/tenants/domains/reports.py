"""Reports as checks make them."""

from __future__ import annotations

from tenants.domains.checking import Part, Report

OK = Part(state="ok")
MISSING = Part(cause="missing")
SILENT = Part(cause="no_answer")
OLD = Part(state="problem", cause="old_a", found=("185.12.80.4",))


def report(ownership: Part = OK, address: Part = OK, caa: Part = OK) -> Report:
    return Report(ownership=ownership, address=address, caa=caa)


RIGHT = report()
NOTHING = report(MISSING, MISSING)
PROVEN = report(address=OLD)
WRONG = report(address=OLD)
SILENCE = report(SILENT, SILENT, SILENT)
GONE = report(MISSING, OLD)
