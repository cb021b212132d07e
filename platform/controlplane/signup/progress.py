"""How far a confirmed sign-up is, as its page and the API tell it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from controlplane.signup.models import SignUp
from provisioning import handover
from provisioning import queries as provisioning
from provisioning.models import Run, RunState, StepState

PATIENCE = timedelta(seconds=10)  # longer than all steps take together


class State(StrEnum):
    """What the page shows. `waiting`: no worker has taken it up, or it was lost."""

    RUNNING = "running"
    WAITING = "waiting"
    DONE = "done"
    PROBLEM = "problem"


_SHOWN = {
    StepState.WAITING: State.WAITING,
    StepState.RUNNING: State.RUNNING,
    StepState.DONE: State.DONE,
    StepState.FAILED: State.PROBLEM,
}


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that the firm gets."""

    key: str
    label: str
    state: State


@dataclass(frozen=True, slots=True)
class HandOver:
    """The form that leads to the firm's host: where to, and the one-time token."""

    url: str
    token: str

    @property
    def origin(self) -> str:
        """Scheme, host and port of the address (RFC 6454)."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}"


@dataclass(frozen=True, slots=True)
class Progress:
    """The whole answer. `message` is for when it does not simply go on."""

    state: State
    steps: list[Step]
    message: str
    handover: HandOver | None


def of(sign_up: SignUp, *, at: datetime) -> Progress:
    """Read the run of a confirmed sign-up, in one query."""
    run = sign_up.run
    if run is None:
        raise ValueError("This sign-up is not confirmed.")
    state = _state(run, at=at)
    return Progress(
        state=state,
        steps=_steps(run),
        message=_message(run, state, sign_up.email),
        handover=_handover(run),
    )


def _state(run: Run, *, at: datetime) -> State:
    if run.state == RunState.DONE:
        return State.DONE
    if run.is_given_up or run.state in (RunState.UNDOING, RunState.UNDONE):
        return State.PROBLEM
    if run.state == RunState.FAILED or _is_left_alone(run, at=at):
        return State.WAITING
    return State.RUNNING


def _is_left_alone(run: Run, *, at: datetime) -> bool:
    """A worker moves `due_at` on with each step: without one it stays behind."""
    return run.due_at is not None and at - run.due_at > PATIENCE


def _steps(run: Run) -> list[Step]:
    return [
        Step(key=step.name, label=step.label, state=_SHOWN[step.state])
        for step in provisioning.progress(run)
    ]


def _message(run: Run, state: State, email: str) -> str:
    if state == State.WAITING:
        return _(
            "This takes longer than usual: your portal waits for its turn, and then "
            "goes on by itself. You may close this page. As soon as the portal is "
            "ready, a mail with the way in goes to %(email)s."
        ) % {"email": email}
    if run.state in (RunState.UNDOING, RunState.UNDONE):
        return _("The set-up was stopped and taken back. You can sign up again.")
    if state == State.PROBLEM:
        return _(
            "Setting up stopped at one step, and trying again did not help. The "
            "operators of the platform see this and can take it up from there; you do "
            "not have to do anything. When your portal opens, a mail with the way in "
            "goes to %(email)s."
        ) % {"email": email}
    return ""


def _handover(run: Run) -> HandOver | None:
    if (token := handover.token(run)) is None:
        return None
    return HandOver(url=handover.url(run), token=token)
