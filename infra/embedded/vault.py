"""The secrets of a data directory: made once, read by its owner only."""

import base64
import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Vault:
    """Passwords of the servers and keys of the application."""

    superuser: str
    owner: str
    app: str
    valkey: str
    secret_key: str
    master_keys: str

    @classmethod
    def open(cls, folder: Path) -> "Vault":
        """Read the secrets of a private folder; make them the first time."""
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        path = folder / "secrets.json"
        if not path.exists():
            write_private(path, json.dumps(asdict(cls.make()), indent=1))
        return cls(**json.loads(path.read_text()))

    @classmethod
    def make(cls) -> "Vault":
        """Make new secrets. Passwords are hexadecimal: they stand in URLs."""
        return cls(
            superuser=secrets.token_hex(24),
            owner=secrets.token_hex(24),
            app=secrets.token_hex(24),
            valkey=secrets.token_hex(24),
            secret_key=secrets.token_urlsafe(50),
            master_keys=f"k1:{base64.b64encode(secrets.token_bytes(32)).decode()}",
        )

    @property
    def logins(self) -> dict[str, str]:
        """Passwords of the two logins that the application uses."""
        return {"owner": self.owner, "app": self.app}


def write_private(path: Path, text: str) -> None:
    """Write a whole file that only we can read, or leave the old one."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    file = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(file, "w") as writer:
        writer.write(text)
        writer.flush()
        os.fsync(writer.fileno())
    draft.replace(path)
