"""What is kept, what is told, and what must be gone."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import Mock

from config import sentry
from portal.access.redaction import TokenFilter
from portal.branding import colour
from portal.documents import file_types
from portal.documents.views import download
from provisioning.backup import sealing, swapping
from provisioning.erasure import rows
from provisioning.exports import contents
from tenants import audit, checks, crypto
from tenants.audit import chain, recording, removing
from tenants.audit.anchors.folder import Folder
from tenants.crypto import stream
from tenants.storage import erasing
from tests.architecture import test_doors
from tests.isolation.preventions.databases import LOG
from tests.isolation.preventions.sabotage import Hands, sabotage

ERASURE = "tests/provisioning/test_erasure.py::test_nothing_of_it_is_found"
BACKUP = "tests/provisioning/backup"
SEALS = "tests/tenants/audit/test_sealing.py"
ERASED = "what an erased firm leaves behind"
SEALED = "a backup that is read, changed, cut, or taken for another one"
ERRORS = "errors and log lines that tell content, or open something"
UNWRITTEN = "a change, or a look, that nobody can find in the log"
HOSTILE = "a file or a page that runs something in the browser"
RAW = "the libraries' own ways past these doors"


@sabotage(ERASED, noticed_by=ERASURE)
def files_stay(hands: Hands) -> None:
    """Files and backups of an erased firm stay."""
    hands.replace(erasing.erase, lambda address, firm: None)


@sabotage(ERASED, noticed_by=ERASURE)
def rows_of_public_stay(hands: Hands) -> None:
    """Rows of `public` that point at the firm stay."""
    hands.replace(rows._pointing_at, lambda model, row: iter(()))


@sabotage(ERASED, noticed_by=ERASURE)
def the_key_stays(hands: Hands) -> None:
    """The data key of an erased firm stays."""
    hands.replace(crypto.destroy_key, lambda owner: None)


@sabotage(
    SEALED,
    noticed_by=f"{BACKUP}/test_sealing.py::test_it_does_not_open_under_another_name",
)
def backups_name_no_file(hands: Hands) -> None:
    """A sealed file is not bound to its name."""
    before, after = ", head + name.encode()", ", head"
    hands.rewrite(sealing.seal, before, after)
    hands.rewrite(sealing.open_sealed, before, after)


@sabotage(SEALED, noticed_by=f"{BACKUP}/test_sealing.py::test_it_does_not_open_when")
def chunks_without_a_place(hands: Hands) -> None:
    """A chunk does not say where it stands."""
    hands.replace(stream.nonce, lambda prefix, number, *, is_last: bytes(12))


@sabotage(
    "a write that a restore loses without a word",
    noticed_by=f"{BACKUP}/test_restore.py::test_a_write_behind_the_closed_door_fails",
)
def the_door_stays_open(hands: Hands) -> None:
    """The firm's role may write while its last backup is made."""
    revoke = '_execute("REVOKE INSERT, UPDATE, DELETE ON {tables} FROM {role}", schema)'
    hands.rewrite(swapping.close, revoke, "pass")


@sabotage(
    "an export that holds what opens something",
    noticed_by=[
        "tests/provisioning/exports/test_exports.py"
        "::test_no_column_that_opens_something_is_in_it",
        "tests/provisioning/exports/test_exports.py::test_no_password_is_in_it",
    ],
)
def exports_hold_everything(hands: Hands) -> None:
    """Nothing is left out of an export."""
    for name in ("LEFT_OUT_MODELS", "LEFT_OUT_FIELDS"):
        hands.put(contents, name, {})


@sabotage(LOG, noticed_by=f"{SEALS}::test_the_command_fails_when_a_row_was_changed")
def seals_hold_no_rows(hands: Hands) -> None:
    """A seal does not hash the rows that it names."""
    hands.replace(chain.digest_of_rows, lambda rows: bytes(32))


@sabotage(
    LOG,
    noticed_by=f"{SEALS}::test_a_log_that_was_emptied_goes_on_behind_its_anchors",
)
def no_anchor_is_read(hands: Hands) -> None:
    """Nobody looks at what was anchored outside the database."""
    hands.put(Folder, "numbers", lambda folder, chain: set())


@sabotage(
    "an entry of the audit log removed before its time, or without a trace",
    noticed_by=[
        "tests/tenants/audit/test_removing.py"
        "::test_an_entry_says_which_when_and_by_which_rule",
        "tests/tenants/audit/test_removing.py"
        "::test_the_command_tells_removed_from_deleted",
    ],
)
def removals_leave_no_trace(hands: Hands) -> None:
    """No entry says which rows were taken away."""
    hands.put(removing, "recording", Mock())


@sabotage(
    UNWRITTEN,
    noticed_by="tests/tenants/audit/test_recording.py"
    "::test_recording_without_a_transaction_is_refused",
)
def entries_apart_from_the_change(hands: Hands) -> None:
    """An entry may be written without the transaction of its change."""
    condition = "not transaction.get_connection().in_atomic_block"
    hands.rewrite(recording.record, condition, "False")


@sabotage(
    UNWRITTEN,
    noticed_by=[
        "tests/portal/history/test_who_opened.py"
        "::test_a_view_is_one_row_with_its_origin",
        "tests/portal/history/test_who_opened.py"
        "::test_a_case_that_staff_opened_says_so",
    ],
)
def reading_is_not_written(hands: Hands) -> None:
    """Nobody writes down who was shown a case or a file."""
    hands.replace(audit.read, lambda action, target, *, by, at, **details: None)


@sabotage(
    ERRORS,
    noticed_by="tests/config/test_sentry.py"
    "::test_the_filter_keeps_the_kind_and_the_lines_only",
)
def errors_tell_everything(hands: Hands) -> None:
    """Reports of errors are sent as they are."""
    hands.replace(sentry.strip, lambda event, hint: event)


@sabotage(
    ERRORS,
    noticed_by="tests/portal/access/test_redaction.py"
    "::test_a_refused_button_does_not_log_the_token",
)
def tokens_in_the_log(hands: Hands) -> None:
    """Lines of the log keep the tokens of links."""
    hands.put(TokenFilter, "filter", lambda kept, record: True)


@sabotage(
    HOSTILE,
    noticed_by="tests/portal/documents/test_portal_views.py"
    "::test_a_download_is_an_attachment_that_nothing_can_run",
)
def files_open_in_the_page(hands: Hands) -> None:
    """A file is shown in place of being saved."""
    hands.rewrite(download.deliver, "as_attachment=True", "as_attachment=False")


@sabotage(
    HOSTILE,
    noticed_by="tests/portal/documents/test_file_types.py"
    "::test_recognises_nothing_else",
)
def every_file_is_a_pdf(hands: Hands) -> None:
    """What a file is, is not told by its bytes."""
    hands.replace(file_types.recognise, lambda file: file_types.PDF)


@sabotage(
    HOSTILE,
    noticed_by="tests/portal/branding/test_colour.py"
    "::test_anything_but_six_hex_digits_is_refused",
)
def any_text_is_a_colour(hands: Hands) -> None:
    """A colour is taken as it was typed."""
    hands.replace(colour.parse, lambda text: text)


@sabotage(
    HOSTILE,
    noticed_by="tests/portal/access/test_headers.py"
    "::test_a_page_runs_nothing_but_our_own_files",
)
def pages_without_a_policy(hands: Hands) -> None:
    """Pages do not say what a browser may run."""
    hands.no_middleware("csp.middleware.CSPMiddleware")


@sabotage(
    RAW,
    noticed_by="tests/architecture/test_doors.py::test_lint_refuses",
)
def lint_allows_everything(hands: Hands) -> None:
    """Lint bans none of them."""
    folder = Path(hands.after.enter_context(TemporaryDirectory()))
    text = (test_doors.ROOT / "pyproject.toml").read_text()
    banned = "[tool.ruff.lint.flake8-tidy-imports.banned-api]"
    head, _, tail = text.partition(banned)
    rest = tail[tail.index("\n[") :]
    assert head != text
    (folder / "pyproject.toml").write_text(head + rest)
    hands.put(test_doors, "ROOT", folder)


@sabotage(
    RAW,
    noticed_by="tests/tenants/test_checks.py::test_what_would_leak_stops_the_start",
)
def the_start_checks_nothing(hands: Hands) -> None:
    """The system checks find nothing."""
    hands.replace(checks.isolation, lambda configs, **options: [])
