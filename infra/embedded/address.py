"""Where a running stack is, and what can be done with it from any process."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from infra.embedded import database as databases
from infra.embedded.ports import LOOPBACK
from infra.embedded.vault import Vault

DATABASE = "tablinum"
SUPERUSER = "postgres"


@dataclass(kw_only=True)
class StackAddress:
    """Where a running stack is, with the passwords to use it."""

    directory: Path
    postgres_port: int
    valkey_port: int
    postgres_bin: Path
    vault: Vault

    def dump(self) -> str:
        """Return everything as text, for a child process."""
        return json.dumps(asdict(self), default=str)

    @classmethod
    def load(cls, text: str) -> "StackAddress":
        """Read what `dump` wrote."""
        values = json.loads(text)
        return cls(
            directory=Path(values["directory"]),
            postgres_port=values["postgres_port"],
            valkey_port=values["valkey_port"],
            postgres_bin=Path(values["postgres_bin"]),
            vault=Vault(**values["vault"]),
        )

    def dsn(self, login: str, database: str = DATABASE) -> str:
        """Return the address of a database for `owner` or `app`."""
        return self._dsn(login, self.vault.logins[login], database)

    def superuser_dsn(self, database: str = SUPERUSER) -> str:
        """Return the address of a database for the superuser."""
        return self._dsn(SUPERUSER, self.vault.superuser, database)

    def _dsn(self, login: str, password: str, database: str) -> str:
        place = f"{LOOPBACK}:{self.postgres_port}/{database}"
        return f"postgresql://{login}:{password}@{place}"

    def valkey_url(self, database: int = 0) -> str:
        """Return the address of one of Valkey's databases."""
        return f"redis://:{self.vault.valkey}@{LOOPBACK}:{self.valkey_port}/{database}"

    def prepare_database(self, name: str = DATABASE) -> None:
        """Make a database with its roles and rights, or mend it."""
        databases.prepare_database(
            superuser_dsn=self.superuser_dsn(),
            name=name,
            passwords=self.vault.logins,
        )

    def copy_database(self, template: str, name: str) -> None:
        """Replace the database `name` by a copy of `template`."""
        databases.copy_database(
            superuser_dsn=self.superuser_dsn(), template=template, name=name
        )

    def drop_database(self, name: str) -> None:
        """Drop a database and whoever is connected to it."""
        databases.drop_database(superuser_dsn=self.superuser_dsn(), name=name)

    def environment(
        self, *, login: str = "app", database: str = DATABASE
    ) -> dict[str, str]:
        """Return the application's variables that follow from the servers."""
        return {
            "TABLINUM_DATABASE_URL": self.dsn(login, database),
            "TABLINUM_VALKEY_URL": self.valkey_url(0),
            "TABLINUM_PG_DUMP": str(self.postgres_bin / "pg_dump"),
            "TABLINUM_SECRET_KEY": self.vault.secret_key,
            "TABLINUM_MASTER_KEYS": self.vault.master_keys,
            "TABLINUM_KEY_STORE": (self.directory / "keys").as_uri(),
            "TABLINUM_FILES": (self.directory / "files").as_uri(),
            "TABLINUM_BACKUPS": (self.directory / "backups").as_uri(),
            "TABLINUM_AUDIT_ANCHORS": (self.directory / "anchors").as_uri(),
        }
