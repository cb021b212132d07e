"""Start a program that dies with its parent, as another user if asked.

Run as a script: `python leash.py SIGNAL PARENT USER GROUP PROGRAM ARGUMENT...`, where
USER and GROUP are numbers or `-`. A small process of its own, because code between fork
and exec is not safe once threads exist, and because dropping a user must come before
PR_SET_PDEATHSIG: the kernel forgets it when the user changes.
"""

import ctypes
import os
import sys

PR_SET_PDEATHSIG = 1


def become(user: str, group: str) -> None:
    """Drop root for good."""
    if user == "-":
        return
    os.setgroups([])
    os.setgid(int(group))
    os.setuid(int(user))


def follow(parent: int, number: int) -> None:
    """Ask the kernel for a signal when the parent dies; stop when it died already."""
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, number, 0, 0, 0)
    if os.getppid() != parent:
        sys.exit(1)


def main() -> None:
    """Change into the program that was asked for."""
    number, parent, user, group, *command = sys.argv[1:]
    become(user, group)
    if sys.platform == "linux":
        follow(int(parent), int(number))
    os.execv(command[0], command)  # noqa: S606  # the caller's program, no shell


if __name__ == "__main__":
    main()
