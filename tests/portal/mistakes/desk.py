"""The forms of the desk about access: rules, networks, team, delegates, one case."""

from __future__ import annotations

import contextvars
from typing import Any
from uuid import uuid4

from tenants import scope
from tenants.accounts.models import User
from tenants.domains.routing import hosts
from tenants.models import Firm, Plan
from tests.factories import DelegationFactory
from tests.portal.mistakes.asked import Asked, Form, Mistake, Stage
from tests.portal.mistakes.getting_in import MALFORMED, wrong
from tests.portal.security.test_rules import SENT

SECURITY, TEAM = "/desk/settings/security/", "/desk/settings/team/"
NETWORKS = f"{SECURITY}networks/"
PAST, NO_SECTION = "Choose today or a later day.", "Choose at least one section."
OWN = "This is the client's own address."
CHOICE, TAKEN = "Select a valid choice.", "already has an account here"
SHORTER = "Choose a time that is not shorter than the idle time."


def for_owner(stage: Stage, url: str, **right: Any) -> Asked:
    return Asked(browser=stage.as_user(stage.cast.olivia), url=url, right=right)


def rules(stage: Stage) -> Asked:
    return for_owner(stage, f"{SECURITY}change/", **SENT)


def network(stage: Stage) -> Asked:
    right = {"who": "clients", "network": "203.0.113.0/24", "note": "Ghent"}
    return for_owner(stage, f"{NETWORKS}new/", **right)


def colleague(stage: Stage) -> Asked:
    right = {"name": "Piet", "email": "piet@example.com"}
    return for_owner(stage, f"{TEAM}new/", **right, role="lawyer", language="fr")


def role(stage: Stage) -> Asked:
    return for_owner(stage, f"{TEAM}{stage.cast.bart.pk}/role/", role="lawyer")


def closure(stage: Stage) -> Asked:
    right = {"successor": str(stage.cast.bart.pk)}
    return for_owner(stage, f"{TEAM}{stage.cast.laura.pk}/closure/", **right)


def delegate(stage: Stage) -> Asked:
    right = {"name": "Ria", "email": "ria@example.com", "relation": "accountant"}
    url = f"/desk/contacts/{stage.cast.sofie_contact.pk}/delegates/new/"
    return for_owner(stage, url, **right, sees_cases="on")


def delegation(stage: Stage) -> Asked:
    contact = stage.cast.sofie_contact
    made = DelegationFactory(contact=contact)
    url = f"/desk/contacts/{contact.pk}/delegates/{made.pk}/"
    return for_owner(stage, url, relation="guardian", sees_cases="on")


def members(stage: Stage) -> Asked:
    right = {"sent": "1", "is_restricted": "on", "members": str(stage.cast.olivia.pk)}
    return for_owner(stage, f"/desk/cases/{stage.cast.sale.pk}/members/", **right)


def sections(stage: Stage) -> Asked:
    url = f"/desk/cases/{stage.cast.sale.pk}/sections/"
    return for_owner(stage, url, sent="1", cases="", documents="hidden")


def add_twice(stage: Stage) -> None:
    network(stage).send({})


def look_already(stage: Stage) -> None:
    delegate(stage).send({})


def leave(stage: Stage) -> None:
    User.objects.filter(pk=stage.cast.bart.pk).update(is_active=False)


def fill_plan(stage: Stage) -> None:
    """As many people as the firm has already."""
    contextvars.Context().run(_give_tiny_plan, stage.firm)
    hosts().forget()


def forged(name: str, at: str, value: Any) -> Mistake:
    """Something that was there when the page was opened, or never was."""
    return Mistake(name=name, told=CHOICE, at=at, typed={at: value}, is_forged=True)


def _give_tiny_plan(firm: Firm) -> None:
    with scope.public():
        firm.plan = Plan.objects.create(name="Tiny", staff_limit=3)
        firm.save(update_fields=["plan"])


FORMS = (
    Form(
        name="rules",
        open=rules,
        mistakes=(
            wrong(
                "shorter than idle", SHORTER, "client_session_minutes",
                {"client_idle_minutes": "480", "client_session_minutes": "240"},
            ),
            wrong("no day", "Enter a valid date.", "staff_required_on", "tomorrow"),
            forged("no such demand", "staff_second_factor", "perhaps"),
            forged("no such time", "staff_idle_minutes", "1"),
        ),
    ),
    Form(
        name="networks",
        open=network,
        mistakes=(
            wrong("nothing", "Enter an address or a network", "network", ""),
            wrong("words", "Enter an address or a network", "network", "the office"),
            wrong("everybody", "This is every address.", "network", "0.0.0.0/0"),
            Mistake(
                name="twice", told="is in the list already", at="network",
                meanwhile=add_twice,
            ),
            wrong(
                "himself out", "This would lock you out", "network", {"who": "staff"}
            ),
        ),
    ),
    Form(
        name="colleague",
        open=colleague,
        mistakes=(
            wrong(
                "nothing", "Fill this in: Name", "name", {"name": "", "email": ""}
            ),
            wrong("no address", MALFORMED, "email", "piet"),
            wrong("a taken address", TAKEN, "email", "laura@firm.be"),
            Mistake(
                name="a full plan", told="all places are taken", meanwhile=fill_plan
            ),
            forged("no such role", "role", "king"),
        ),
    ),
    Form(
        name="role",
        open=role,
        mistakes=(
            wrong("nothing", "Choose an answer: Role", "role", ""),
            forged("no such role", "role", "client"),
        ),
    ),
    Form(
        name="closure",
        open=closure,
        mistakes=(
            wrong("nobody", "Choose an answer: Who takes over", "successor", ""),
            Mistake(
                name="who left meanwhile", told=CHOICE, at="successor",
                meanwhile=leave, is_forged=True,
            ),
        ),
    ),
    Form(
        name="new delegate",
        open=delegate,
        mistakes=(
            wrong(
                "nothing", "Fill this in: Name", "name",
                {"name": "", "email": "", "sees_cases": ""},
            ),
            wrong("no address", MALFORMED, "email", "ria"),
            wrong("a day that is over", PAST, "last_day", "2020-01-01"),
            wrong("no section", NO_SECTION, "sees_cases", ""),
            wrong("a colleague", TAKEN, "email", "laura@firm.be"),
            wrong("the client", OWN, "email", "sofie@example.com"),
            Mistake(
                name="twice", told="looks for this client already", at="email",
                meanwhile=look_already,
            ),
        ),
    ),
    Form(
        name="delegation",
        open=delegation,
        mistakes=(
            wrong("no section", NO_SECTION, "sees_cases", ""),
            wrong("a day that is over", PAST, "last_day", "2020-01-01"),
            wrong("no day", "Enter a valid date.", "last_day", "tomorrow"),
            forged("no such relation", "relation", "friend"),
        ),
    ),
    Form(
        name="who sees the case",
        open=members,
        mistakes=(
            wrong("himself out", "You would no longer see", "members", {"members": []}),
            forged("who is not there", "members", str(uuid4())),
        ),
    ),
    Form(
        name="what clients see in the case",
        open=sections,
        mistakes=(forged("no such word", "documents", "perhaps"),),
    ),
)  # fmt: skip
