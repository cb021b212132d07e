from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from infra.embedded.demo import options as demo_options
from infra.embedded.demo import running
from infra.embedded.demo.options import (
    EdgePorts,
    Options,
    Ports,
    UnusableOptionError,
    choose_ports,
    parse,
)
from infra.embedded.demo.welcome import read_data, welcome
from infra.embedded.edge import Edge
from infra.embedded.lock import DirectoryLock
from infra.embedded.vault import Vault
from tests import stack
from tests.infra.conftest import Runner

DATA = {
    "firms": [
        {
            "name": "Peeters & Partners",
            "address": "http://peeters.localhost:8000/",
            "signins": [
                {"role": "owner", "email": "an@peeters.be", "password": "secret one"},
                {"role": "client", "email": "zoe@mail.be", "password": "secret two"},
            ],
        }
    ],
    "operators": [
        {
            "role": "admin",
            "email": "jan@tablinum.example",
            "password": "secret three",
            "secret": "GEZDGNBV",
        }
    ],
}
PORTS = Ports(web=8000, mail=8025, smtp=1025)


def test_a_second_demo_on_the_same_data_is_refused(tmp_path: Path, run: Runner) -> None:
    Vault.open(tmp_path / "private")
    with DirectoryLock(tmp_path):
        running.announce(tmp_path, {"app": {"TABLINUM_HTTPS": "0"}})
        second = run("-m", "infra.embedded.demo", "--data", str(tmp_path))
        output, _ = second.communicate(timeout=20)
        assert running.environment(tmp_path, "app")  # the first one's, still there

    assert second.returncode == 1
    assert output.startswith(f"{tmp_path} is in use")
    assert output.count("\n") == 1


@pytest.mark.parametrize("arguments", [["--reset"], ["--reset", "--check"]])
def test_a_reset_beside_a_running_demo_is_refused(
    tmp_path: Path, run: Runner, arguments: list[str]
) -> None:
    (tmp_path / "letter.txt").touch()

    with DirectoryLock(tmp_path):
        demo = run("-m", "infra.embedded.demo", "--data", str(tmp_path), *arguments)
        demo.communicate(timeout=20)

    assert demo.returncode == 1
    assert (tmp_path / "letter.txt").exists()


def test_a_reset_spares_a_folder_that_is_not_a_demos(
    tmp_path: Path, run: Runner
) -> None:
    (tmp_path / "letter.txt").touch()

    demo = run("-m", "infra.embedded.demo", "--data", str(tmp_path), "--reset")
    output, _ = demo.communicate(timeout=20)

    assert demo.returncode == 1
    assert output == f"{tmp_path} holds no demo; nothing was removed.\n"
    assert (tmp_path / "letter.txt").exists()


def test_a_given_port_that_is_taken_is_refused() -> None:
    with pytest.raises(UnusableOptionError, match="is taken"):
        choose_ports(options(port=taken_port()))


def test_a_check_uses_a_directory_of_its_own() -> None:
    first, second = parse(["--check"]), parse(["--check"])

    assert first.is_throwaway
    assert first.directory != second.directory


def test_a_check_keeps_the_data_that_it_was_given(tmp_path: Path) -> None:
    chosen = parse(["--check", "--data", str(tmp_path)])

    assert not chosen.is_throwaway
    assert chosen.directory == tmp_path


def test_the_welcome_names_every_address_and_sign_in() -> None:
    data = read_data(f"made 2 firms\n{json.dumps(DATA)}\n")

    text = welcome(PORTS, data)

    assert "http://localhost:8000/" in text
    assert "http://mail.localhost:8025/" in text
    assert "http://peeters.localhost:8000/" in text
    assert "owner   an@peeters.be  secret one" in text
    assert "http://localhost:8000/operate/" in text
    assert "admin  jan@tablinum.example  secret three  GEZDGNBV" in text
    assert text.endswith("Ctrl-C stops everything.")


def test_over_tls_the_public_port_is_the_edges(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo_options, "caddy_program", lambda: "/usr/bin/caddy")

    ports = choose_ports(options(is_tls=True, is_check=True))

    assert ports.edge
    assert ports.public == ports.edge.https != ports.web
    assert ports.platform == f"https://localhost:{ports.public}"


def test_without_caddy_tls_is_refused_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(demo_options, "caddy_program", lambda: None)

    with pytest.raises(UnusableOptionError, match="install the package `caddy`"):
        choose_ports(options(is_tls=True, is_check=True))


def test_the_welcome_over_tls_says_whom_to_trust(tmp_path: Path) -> None:
    edge = Edge(folder=tmp_path, https=8443, http=80, admin=1, ask=2, web=3)
    ports = replace(PORTS, edge=EdgePorts(https=8443, admin=1, ask=2))

    text = welcome(ports, read_data(json.dumps(DATA)), edge)

    assert "https://localhost:8443/" in text
    assert "http://localhost" not in text
    assert str(edge.internal_root) in text


def test_a_running_demo_lends_its_environment(tmp_path: Path) -> None:
    Vault.open(tmp_path / "private")
    variables = {"TABLINUM_HTTPS": "0", "PATH": "/bin"}

    with DirectoryLock(tmp_path):
        running.announce(tmp_path, {"owner": variables})

        assert running.environment(tmp_path, "owner") == {"TABLINUM_HTTPS": "0"}
        mode = (tmp_path / "private/environment.json").stat().st_mode
        assert mode & 0o777 == 0o600
    assert running.environment(tmp_path, "owner") is None


def test_secrets_are_made_once_and_read_by_their_owner_only(tmp_path: Path) -> None:
    first = Vault.open(tmp_path / "private")

    assert Vault.open(tmp_path / "private") == first
    mode = (tmp_path / "private/secrets.json").stat().st_mode
    assert mode & 0o777 == 0o600


def options(**values: object) -> Options:
    given = {"port": None, "data": None, "is_reset": False, "is_check": False}
    return Options(**{**given, **values})  # type: ignore[arg-type]


def taken_port() -> int:
    """The port of the tests' PostgreSQL."""
    return stack.address().postgres_port
