"""The stages of bin/check. All of them run, also after one that failed."""

import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from infra.embedded.demo.options import Ports
from infra.embedded.demo.programs import variables
from infra.embedded.stack import TemporaryStack

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
PROGRAMS = Path(PYTHON).parent
DJANGO = "5.2"
PORTS = Ports(web=8000, mail=8025, smtp=1025)  # nobody listens: nothing is sent


def main() -> int:
    """Run the stages; the tests come last, so that their count closes the output."""
    results = [
        _stage("format", _program("ruff", "format", "--check", ".")),
        _stage("lint", _program("ruff", "check", ".")),
        _stage("templates", _program("djade", *_djade_arguments())),
        _stage("imports", _program("lint-imports")),
        *_stages_with_settings(),
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


def _stages_with_settings() -> list[bool]:
    """What reads Django's settings gets real servers, as in the demo."""
    with TemporaryStack() as stack:
        stack.prepare_database()
        django = variables(stack, PORTS, login="owner")
        migrations = _manage("makemigrations", "--check", "--dry-run")
        return [
            _stage("types", [PYTHON, "-m", "mypy"], django),
            _stage("django", _manage("check"), django),
            _stage("migrations", migrations, django),
        ]


def _program(name: str, *arguments: str) -> list[str]:
    return [str(PROGRAMS / name), *arguments]


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
    """Run bin/test as the README names it; our arguments are pytest's."""
    started = time.monotonic()
    print("tests", flush=True)
    code = subprocess.call(
        [PYTHON, "bin/test", *sys.argv[1:]], cwd=ROOT, stdin=subprocess.DEVNULL
    )
    if code:
        _report("tests", passed=False, started=started)
    return code == 0


def _report(name: str, *, passed: bool, started: float) -> None:
    seconds = time.monotonic() - started
    print(f"{name:<11} {'ok' if passed else 'FAILED':<7} {seconds:6.1f} s", flush=True)


if __name__ == "__main__":
    sys.exit(main())
