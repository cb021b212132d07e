"""Jan gets his link at the console, sets up two factors, and looks around."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from infra.journey.firm import PASSWORD
from infra.journey.operator import one_time_code
from tests.journeys.person import Person
from tests.journeys.running import RunningPlatform

ROOT = Path(__file__).resolve().parents[2]
ENDS = " - Tablinum"
GO_ON = "main form button.primary"
PLACES = (
    *("", "domains/", "runs/", "migrations/", "backups/", "queues/", "support/"),
    *("team/", "team/new/", "plans/", "plans/new/", "log/"),
    *("account/", "account/password/"),
)


def link_for(platform: RunningPlatform, email: str) -> str:
    """What the console prints for the first operator."""
    program = platform.process("provisioning").program
    done = subprocess.run(
        [sys.executable, "manage.py", "create_operator", email, "--name", "Jan"],
        env=dict(program.environment),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip().splitlines()[-1]


def come_in(jan: Person, link: str) -> None:
    """Password, authenticator, recovery codes."""
    jan.open(link)
    jan.look(at="/", ends=ENDS)
    jan.follow(GO_ON)
    jan.look(at="/operate/invitation/password/", ends=ENDS)
    jan.fill(password=PASSWORD)
    jan.follow(GO_ON)
    jan.look(at="/operate/second-factor/", ends=ENDS)
    secret = jan.page.inner_text("#key").replace(" ", "")
    jan.fill(code=one_time_code(secret, time.time()))
    jan.follow(GO_ON)
    jan.look(at="/operate/second-factor/", ends=ENDS)
    jan.follow("main a.primary")


def look_around(jan: Person, platform: RunningPlatform) -> None:
    """Every place of the menu, and the page of a colleague."""
    for place in PLACES:
        jan.open(f"{platform.url}/operate/{place}")
        jan.look(at=f"/operate/{place}", ends=ENDS)
    jan.open(f"{platform.url}/operate/team/")
    jan.follow("main a.cover-row")
    jan.look(at="/", ends=ENDS)


def leave(jan: Person, platform: RunningPlatform) -> None:
    """Sign out, and find the door closed."""
    jan.open(f"{platform.url}/operate/sign-out/")
    jan.follow(GO_ON)
    jan.open(f"{platform.url}/operate/team/")
    jan.look(at="/operate/sign-in/", ends=ENDS)
