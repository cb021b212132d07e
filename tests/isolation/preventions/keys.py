"""What is signed, sealed, hashed, or kept under a firm's own name."""

from __future__ import annotations

import hashlib
from typing import Any
from unittest.mock import Mock

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from tenants import crypto
from tenants.accounts.models import User
from tenants.accounts.sessions import SessionStore
from tenants.crypto import derivation, masters, sealing, stream
from tenants.crypto.stream import Stream
from tenants.factors import ceremony, proving, recovery
from tenants.storage import names
from tenants.storage import sealing as storage_sealing
from tests.isolation.preventions.sabotage import Hands, sabotage

TOKENS = "tests/isolation/test_tokens.py::test_it_does_not_work_in_the_other_firm"
FILES = "stored files read, changed, cut or exchanged in the storage"
STORAGE = "tests/tenants/storage"
TAG = bytes(16)
CRYPTO = "tests/tenants/crypto"
SIGNED = "sessions, invitations, signed values of A on B"
SECRETS = "second factors read from the database"


def one_table_for_both(table: str) -> tuple[str, ...]:
    """Statements after which De Vries keeps its rows in the table of Peeters."""
    return (
        f"DROP TABLE t_devries.{table} CASCADE",
        f"CREATE VIEW t_devries.{table} AS SELECT * FROM t_peeters.{table}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON t_devries.{table} TO t_devries",
    )


@sabotage(
    SIGNED,
    noticed_by="tests/tenants/accounts/test_sessions.py"
    "::test_a_session_is_a_row_of_its_own_firm",
)
def one_table_of_sessions(hands: Hands) -> None:
    """Sessions of all firms are in one table."""
    hands.sql(*one_table_for_both("tenants_accounts_session"))


@sabotage(
    "an operator's session at a firm, or a firm's at the control plane",
    noticed_by="tests/tenants/accounts/test_sessions.py"
    "::test_a_session_is_a_row_of_its_own_firm",
)
def one_table_with_operators(hands: Hands) -> None:
    """Sessions of a firm are in the operators' table."""
    table = "tenants_accounts_session"
    hands.sql(
        f"DROP TABLE t_peeters.{table} CASCADE",
        f"CREATE VIEW t_peeters.{table} AS SELECT * FROM public.{table}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON t_peeters.{table} TO t_peeters",
    )


@sabotage(
    SIGNED,
    noticed_by="tests/tenants/accounts/test_sessions.py"
    "::test_a_row_in_another_firms_schema_is_no_session",
)
def sessions_name_no_firm(hands: Hands) -> None:
    """The firm's name inside a session is not compared."""
    hands.put(SessionStore, "load", DatabaseStore.load)


@sabotage(
    SIGNED,
    noticed_by="tests/portal/access/test_two_firms.py"
    "::test_a_session_row_that_was_carried_over_is_refused",
)
def session_hashes_without_the_firm(hands: Hands) -> None:
    """What binds a session to the password is not keyed by the firm."""
    original = User._get_session_auth_hash
    hands.put(
        User,
        "_get_session_auth_hash",
        lambda user, secret=None: original(user, secret="the same for all"),
    )


@sabotage(
    SIGNED,
    noticed_by=[
        "tests/tenants/test_signing.py::test_another_firm_refuses_it",
        f"{CRYPTO}/test_tokens.py"
        "::test_a_token_is_of_one_firm_one_purpose_and_one_thing",
        f"{TOKENS}[signed_value]",
        f"{TOKENS}[password_token]",
    ],
)
def one_key_for_all_firms(hands: Hands) -> None:
    """Secrets are derived from a key that every firm has."""
    same = b"the same for all"
    hands.replace(
        crypto.derive,
        lambda purpose, length=32: derivation._hkdf(same, purpose, length),
    )


@sabotage(
    "a form's token of A on B",
    noticed_by="tests/portal/access/test_csrf_binding.py"
    "::test_cookie_and_token_of_another_firm_do_not",
)
def form_tokens_of_nobody(hands: Hands) -> None:
    """The cookie of forms is not signed."""
    hands.no_middleware("portal.access.csrf.CsrfBindingMiddleware")


@sabotage(
    "stored files guessed from B",
    noticed_by="tests/tenants/storage/test_firm_storage.py"
    "::test_equal_names_of_two_firms_are_two_files",
)
def one_folder_for_all_firms(hands: Hands) -> None:
    """Files lie in no folder of their firm's."""
    hands.replace(names.prefix, lambda: "all/")


@sabotage(
    FILES, noticed_by=f"{STORAGE}/test_reading.py::test_what_lies_there_tells_nothing"
)
def files_in_clear(hands: Hands) -> None:
    """Files are cut into chunks, but not encrypted."""
    hands.put(Stream, "seal", lambda stream, number, chunk, *, is_last: chunk + TAG)
    hands.put(Stream, "open", lambda stream, number, sealed, *, is_last: sealed[:-16])


@sabotage(
    FILES,
    noticed_by=[
        f"{STORAGE}/test_tampering.py::test_moved_to_another_name_it_does_not_open",
        f"{STORAGE}/test_reading.py::test_equal_names_of_two_firms_cannot_be_exchanged",
    ],
)
def files_name_no_place(hands: Hands) -> None:
    """The key of a file is made without its name, and firms share theirs."""
    hands.rewrite(storage_sealing.stream_of, "INFO + key.encode()", "INFO")
    hands.put(storage_sealing, "crypto", Mock(derive=lambda _purpose: bytes(32)))


@sabotage(FILES, noticed_by=f"{STORAGE}/test_tampering.py::test_it_does_not_open_when")
def chunks_of_files_without_a_place(hands: Hands) -> None:
    """A chunk of a file does not say where it stands."""
    hands.replace(stream.nonce, lambda prefix, number, *, is_last: bytes(12))


@sabotage(
    "ciphertexts and keys",
    noticed_by=f"{CRYPTO}/test_sealing.py"
    "::test_even_with_the_same_key_the_owner_counts",
)
def ciphertexts_name_no_owner(hands: Hands) -> None:
    """The firm is not authenticated with a ciphertext."""
    hands.rewrite(sealing._bound, "owners.current().encode(), ", "")


@sabotage(
    "ciphertexts and keys",
    noticed_by=f"{CRYPTO}/test_sealing.py"
    "::test_moved_to_another_place_it_does_not_open",
)
def ciphertexts_name_no_place(hands: Hands) -> None:
    """Purpose and row are not authenticated with a ciphertext."""
    hands.rewrite(sealing._bound, ", purpose.encode(), aad)", ")")
    hands.replace(sealing._cipher, lambda purpose: sealing.AESGCM(bytes(32)))


@sabotage(
    "ciphertexts and keys",
    noticed_by=f"{CRYPTO}/test_keystore.py"
    "::test_the_file_of_another_firm_does_not_open",
)
def key_files_name_no_owner(hands: Hands) -> None:
    """A wrapped data key is not bound to its firm."""
    hands.put(masters.Label, "__bytes__", lambda label: label.master.encode())


@sabotage(
    SECRETS,
    noticed_by="tests/portal/factors/test_demand.py"
    "::test_the_seed_and_the_codes_are_nowhere_in_clear",
)
def seeds_in_clear(hands: Hands) -> None:
    """Nothing is encrypted."""
    hands.replace(crypto.encrypt, lambda purpose, data, *, aad: data)
    hands.replace(crypto.decrypt, lambda purpose, sealed, *, aad: sealed)


@sabotage(
    SECRETS,
    noticed_by="tests/controlplane/frame/test_sign_in.py"
    "::test_recovery_codes_are_not_kept",
)
def recovery_codes_in_clear(hands: Hands) -> None:
    """Recovery codes are kept as they are."""
    hands.replace(recovery.digest, lambda code, *salt: code.lower().encode())


@sabotage(SECRETS, noticed_by=f"{TOKENS}[recovery_code]")
def recovery_codes_without_a_key(hands: Hands) -> None:
    """Recovery codes are hashed without the firm's key."""

    def digest(code: str, *salt: bytes) -> bytes:
        plain = "".join(char for char in code.lower() if char.isalnum())
        return hashlib.sha256(plain.encode()).digest()

    hands.replace(recovery.digest, digest)


@sabotage("a passkey of another host", noticed_by=f"{TOKENS}[passkey]")
def passkeys_of_every_host(hands: Hands) -> None:
    """A passkey is held to the host at which it was made, wherever it is used."""
    hands.rewrite(proving.by_passkey, ", rp_id=place.host", "")
    original = ceremony.count_after

    def at_home(answer: str, challenge: str, passkey: Any, *, place: Any) -> Any:
        origin = place.origin.replace(place.host, passkey.rp_id)
        home = ceremony.Place(origin=origin, host=passkey.rp_id)
        return original(answer, challenge, passkey, place=home)

    hands.replace(original, at_home)
