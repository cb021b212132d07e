"""What is left of an erased firm, and whether it is genuine."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.management import BaseCommand, CommandError, CommandParser

from provisioning.erasure import records
from provisioning.models import ErasureRecord
from tenants import scope


class Command(BaseCommand):
    """Prints the statement and its signature; with --verify, says what it is worth."""

    help = "Show the record of an erasure, and verify its signature."

    def add_arguments(self, parser: CommandParser) -> None:
        """An address may have had several firms, one after the other."""
        parser.add_argument("firm", help="its id, or the address that it had")
        parser.add_argument("--verify", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Show all that were found."""
        with scope.public():
            found = list(_found(options["firm"]))
            if not found:
                raise CommandError(f"No record of {options['firm']}.")
            for record in found:
                self._show(record)
                if options["verify"]:
                    self._verify(record)

    def _show(self, record: ErasureRecord) -> None:
        self.stdout.write(record.statement)
        self.stdout.write(f"signature {record.signature}")
        self.stdout.write(f"public key {record.public_key}")

    def _verify(self, record: ErasureRecord) -> None:
        if problem := records.problem(record):
            raise CommandError(problem)
        self.stdout.write("The signature is genuine, and this platform's.")


def _found(wanted: str) -> Any:
    try:
        return ErasureRecord.objects.filter(firm_id=UUID(wanted))
    except ValueError:
        return records.of_address(wanted)
