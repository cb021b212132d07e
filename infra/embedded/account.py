"""The account that PostgreSQL and Valkey run as.

PostgreSQL refuses to run as root. When root starts us, the servers run as `nobody`.
"""

import os
import pwd
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Account:
    """A user and group; `is_other` when that is not who we are."""

    uid: int
    gid: int
    is_other: bool

    def give(self, path: Path) -> None:
        """Make the account the owner of a file or folder."""
        if self.is_other:
            os.chown(path, self.uid, self.gid)

    def make_folder(self, path: Path) -> None:
        """Make a private folder of the account."""
        path.mkdir(parents=True, exist_ok=True)
        path.chmod(0o700)
        self.give(path)

    def name_of(self, folder: Path) -> str:
        """How a server started in this folder can name it.

        Root's data may lie where `nobody` cannot walk (a 0700 home). The kernel's own
        link to the working directory asks for no rights on the folders above it.
        """
        if self.is_other and sys.platform == "linux":
            return "/proc/self/cwd"
        return str(folder)

    def run(
        self, command: Sequence[str], *, folder: Path, environment: Mapping[str, str]
    ) -> subprocess.CompletedProcess[str]:
        """Run a short command in a folder as the account."""
        return subprocess.run(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            start_new_session=True,  # a Ctrl-C in the terminal is the supervisor's
            user=self.uid if self.is_other else None,
            group=self.gid if self.is_other else None,
            extra_groups=[] if self.is_other else None,
        )


def server_account() -> Account:
    """Return `nobody` for root, and ourselves for everybody else."""
    if os.geteuid() != 0:
        return Account(uid=os.geteuid(), gid=os.getegid(), is_other=False)
    nobody = pwd.getpwnam("nobody")
    return Account(uid=nobody.pw_uid, gid=nobody.pw_gid, is_other=True)
