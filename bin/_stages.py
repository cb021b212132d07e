"""The stages of bin/check. All of them run, also after one that failed."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from infra.embedded.stack import TemporaryStack

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
PROGRAMS = Path(PYTHON).parent
DJANGO = "5.2"
DEVELOPMENT = {
    "TABLINUM_ENVIRONMENT": "test",
    "TABLINUM_PLATFORM_HOST": "localhost",
    "TABLINUM_PUBLIC_PORT": "8000",
    "TABLINUM_HTTPS": "0",
    "TABLINUM_SMTP_URL": "smtp://127.0.0.1:1025",
    "TABLINUM_MAIL_FROM": "Tablinum <no-reply@localhost>",
    "TABLINUM_SENTRY_DSN": "",
}


def main() -> int:
    """Run the stages; the tests come last, so that their count closes the output."""
    results = [
        _stage("format", _program("ruff", "format", "--check", ".")),
        _stage("lint", _program("ruff", "check", ".")),
        _stage("templates", _program("djade", *_djade_arguments())),
        _stage("types", _module("mypy")),
        _stage("imports", _program("lint-imports")),
        *_django_stages(),
        _tests(),
    ]
    return 0 if all(results) else 1


def _djade_arguments() -> list[str]:
    folders = ("platform", "provisioning", "portal", "tenants")
    templates = sorted(
        str(path.relative_to(ROOT))
        for folder in folders
        for path in (ROOT / folder).rglob("templates/**/*.html")
    )
    return ["--check", "--target-version", DJANGO, *templates]


def _django_stages() -> list[bool]:
    with TemporaryStack() as stack:
        stack.prepare_database()
        variables = {**os.environ, **DEVELOPMENT, **stack.environment(login="owner")}
        return [
            _stage("django", _manage("check"), variables),
            _stage(
                "migrations",
                _manage("makemigrations", "--check", "--dry-run"),
                variables,
            ),
        ]


def _program(name: str, *arguments: str) -> list[str]:
    return [str(PROGRAMS / name), *arguments]


def _module(name: str, *arguments: str) -> list[str]:
    return [PYTHON, "-m", name, *arguments]


def _manage(*arguments: str) -> list[str]:
    return [PYTHON, "manage.py", *arguments]


def _stage(
    name: str, command: Sequence[str], variables: Mapping[str, str] | None = None
) -> bool:
    """Run a stage quietly; show what it said only when it failed."""
    started = time.monotonic()
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=variables,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        print(done.stdout.rstrip())
    _report(name, passed=done.returncode == 0, started=started)
    return done.returncode == 0


def _tests() -> bool:
    """Run bin/test as the README names it, with its output as it comes."""
    started = time.monotonic()
    print("tests", flush=True)
    code = subprocess.call([PYTHON, "bin/test"], cwd=ROOT, stdin=subprocess.DEVNULL)
    if code:
        _report("tests", passed=False, started=started)
    return code == 0


def _report(name: str, *, passed: bool, started: float) -> None:
    seconds = time.monotonic() - started
    print(f"{name:<11} {'ok' if passed else 'FAILED':<7} {seconds:6.1f} s", flush=True)


if __name__ == "__main__":
    sys.exit(main())
