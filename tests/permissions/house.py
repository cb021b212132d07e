"""A firm that has some of everything that an address can be about."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from portal.access import actions as access
from portal.access import one_time
from portal.access.models import Invitation, Purpose
from portal.branding import queries as branding
from portal.branding.theme import fingerprint
from portal.cases.models import CaseRules, PracticeArea
from portal.history import actions as history
from portal.people.models import Delegation
from portal.policy.models import Policy
from portal.security.models import NetworkRule, Who
from portal.subscription import actions as subscription
from portal.subscription.models import Closing, ClosingState, Export
from tenants import crypto, scope
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tenants.factors.models import Passkey
from tenants.keys import uuid7
from tenants.models import Firm
from tests import cast as casting
from tests.cast import Cast, key
from tests.factories import (
    NO_PASSWORD,
    CaseFactory,
    ContactFactory,
    PartyFactory,
    ShareFactory,
    UserFactory,
    drawn_document,
    stored_document,
)
from tests.permissions import (
    accounts,
    contacts,
    dates,
    documents,
    requests,
    stages,
    updates,
    visiting,
)
from tests.portal.access.conftest import hashed
from tests.portal.addresses import states as addresses


@dataclass(frozen=True, kw_only=True)
class Own:
    """Keys that the other firm does not have: there is nothing for it to find."""

    case: UUID
    party: UUID
    deed: UUID
    contact: UUID
    export: UUID
    visit: UUID
    address: UUID
    network: UUID
    colleague: UUID
    area: UUID


@dataclass(frozen=True, kw_only=True)
class House:
    """The cast and its things, an invited client, and an owner on her way in."""

    firm: Firm
    mark: str
    cast: Cast
    own: Own
    invitation: str
    invitation_code: str
    handover: str
    reset: str
    mailed: str
    visit_pass: str
    feed: str
    email_tokens: tuple[str, str]
    theme: str

    def keys(self, thing: str, other: House) -> dict[str, Any]:
        """What the address of a thing takes. Some things are the other firm's."""
        sale, theirs = self.cast.sale.pk, other.own
        return {
            "-": {},
            "invitation": {"token": self.invitation},
            "its_token": {"token": other.invitation},
            "reset": {"token": self.reset},
            "its_reset": {"token": other.reset},
            "mailed": {"token": self.mailed},
            "its_mailed": {"token": other.mailed},
            "change": {"token": self.email_tokens[0]},
            "its_change": {"token": other.email_tokens[0]},
            "undo": {"token": self.email_tokens[1]},
            "its_undo": {"token": other.email_tokens[1]},
            "tab": {"pk": key("tab")},
            "theme": {"digest": self.theme},
            "sale": {"pk": sale},
            "closed": {"pk": key("closed")},
            "held": {"pk": key("held")},
            "area": {"pk": key("area")},
            "their_area": {"pk": theirs.area},
            "theirs": {"pk": theirs.case},
            "opponent": {"pk": sale, "party_pk": key("sale opponent")},
            "its_party": {"pk": theirs.case, "party_pk": theirs.party},
            "export": {"pk": self.own.export},
            "their_export": {"pk": theirs.export},
            "asked": {"pk": key(visiting.ASKED)},
            "visit": {"pk": key(visiting.READING)},
            "their_visit": {"pk": theirs.visit},
            "notice": {"pk": key(visiting.NOTICE)},
            "no_notice": {"pk": theirs.visit},
            "address": {"pk": key("address")},
            "their_address": {"pk": theirs.address},
            "network": {"pk": key("network")},
            "their_network": {"pk": theirs.network},
            "deed": {"pk": self.cast.deed.pk},
            "memo": {"pk": self.cast.memo.pk},
            "their_deed": {"pk": theirs.deed},
            "their_page": {"pk": theirs.deed, "number": 1},
            "sofie": {"pk": self.cast.sofie_contact.pk},
            "nele": {"pk": key("nele")},
            "passkey": {"pk": key("passkey")},
            "their_nele": {"pk": theirs.contact},
            "ria": {"pk": self.cast.sofie_contact.pk, "delegation_pk": key("ria")},
            "their_ria": {"pk": theirs.contact, "delegation_pk": key("ria")},
            "bart": {"pk": self.cast.bart.pk},
            "nora": {"pk": key("nora")},
            "gone": {"pk": key("gone")},
            "their_colleague": {"pk": theirs.colleague},
            **contacts.keys(other.mark),
            **stages.keys(other.mark),
            **updates.keys(other.mark),
            **requests.keys(other.mark),
            **documents.keys(other.mark),
            **dates.keys(other.mark),
            "feed": {"token": self.feed},
            "its_feed": {"token": other.feed},
        }[thing]


def furnish(firm: Firm, mark: str) -> House:
    """Make everything in this firm; `mark` is in all that its people write."""
    with scope.scope(firm):
        cast = casting.make(mark)
        _give_passwords(cast)
        _close_a_case(mark, cast)
        _have_rules(mark, cast)
        _refuse_closing(mark, cast)
        _network(mark, cast, "127.0.0.0/8", key("network"))
        history.choose_term(2, by=cast.olivia, at=timezone.now())
        _give_a_passkey(cast.olivia)
        addresses.put("active", pk=key("address"), host=f"portal-{mark}.example.be")
        invitation = _invite(mark, cast)
        _change_the_team(mark)
        _let_ria_look(mark, cast)
        contacts.furnish(mark, cast)
        stages.furnish(mark, cast)
        updates.furnish(mark, cast)
        requests.furnish(mark, cast)
        documents.furnish(mark, cast)
        return House(
            firm=firm,
            mark=mark,
            cast=cast,
            own=_own(mark, cast),
            invitation=invitation.token,
            invitation_code=invitation.code,
            handover=_hand_over(mark, cast),
            reset=_send_link(Purpose.PASSWORD, cast),
            mailed=_send_link(Purpose.SIGN_IN, cast),
            feed=dates.furnish(mark, cast),
            visit_pass=visiting.furnish(mark, cast.olivia),
            email_tokens=accounts.furnish(mark, cast),
            theme=fingerprint(branding.current().colour),
        )


def _change_the_team(mark: str) -> None:
    """Nora was invited as a lawyer and has not come; somebody has left."""
    UserFactory(pk=key("nora"), name=f"Nora {mark}", password=NO_PASSWORD)
    UserFactory(
        pk=key("gone"), name=f"Gone {mark}", password=NO_PASSWORD, is_active=False
    )


def _let_ria_look(mark: str, cast: Cast) -> None:
    """Sofie's accountant was invited, and has not come."""
    ria = UserFactory(name=f"Ria {mark}", role=Role.DELEGATE, password=NO_PASSWORD)
    Delegation.objects.create(
        pk=key("ria"), contact=cast.sofie_contact, user=ria, relation="accountant",
        created_by=cast.laura, created_at=timezone.now(),
    )  # fmt: skip


def _give_passwords(cast: Cast) -> None:
    for user in (cast.olivia, cast.laura, cast.bart, cast.sofie, cast.tom):
        user.password = hashed()
        user.save(update_fields=["password"])


def _close_a_case(mark: str, cast: Cast) -> None:
    now = timezone.now()
    CaseFactory(
        pk=key("closed"),
        title=f"Closed {mark}",
        responsible=cast.laura,
        opened_at=now - timedelta(days=30),
        closed_at=now - timedelta(days=1),
    )


def _have_rules(mark: str, cast: Cast) -> None:
    """An area of its own, numbers of its own, and a case that must be kept."""
    area = PracticeArea.objects.create(pk=key("area"), **_area(mark, "OWN"))
    CaseRules.objects.create(pattern=f"{mark} {{year}}/{{number:4}}")
    CaseFactory(
        pk=key("held"),
        title=f"Held {mark}",
        client_title=f"Your file {mark}",
        practice_area=area,
        area=f"Old words {mark}",
        responsible=cast.laura,
        legal_hold=True,
        hold_reason=f"A claim {mark}",
    )


def _area(mark: str, code: str) -> dict[str, Any]:
    names = {f"name_{each}": f"{each} area {mark}" for each in ("nl", "fr", "de", "en")}
    return {"slug": f"{code}-{mark}".lower(), "code": code, **names}


def _give_a_passkey(user: User) -> None:
    """Her browser has proved it; see people.py."""
    Passkey.objects.create(
        pk=key("passkey"),
        user=user,
        name="Phone",
        rp_id="portal.example.be",
        credential_id=b"of olivia",
        public_key=b"",
        sign_count=0,
        created_at=timezone.now(),
    )


def _own(mark: str, cast: Cast) -> Own:
    case = CaseFactory(title=f"Own case {mark}", responsible=cast.laura)
    party = PartyFactory(case=case, contact=cast.sofie_contact)
    content = f"%PDF-1.7 own {mark}".encode()
    deed = stored_document(content, case=case, title=f"Own deed {mark}")
    ShareFactory(document=deed)
    drawn_document(deed, f"Page {mark}".encode())
    contact = ContactFactory(name=f"Own contact {mark}")
    return Own(
        case=case.pk,
        party=party.pk,
        deed=deed.pk,
        contact=contact.pk,
        export=_exported(mark, cast).pk,
        visit=visiting.own_request(mark),
        address=addresses.put("refused", host=f"own-{mark}.example.be").pk,
        network=_network(mark, cast, "::1/128").pk,
        colleague=UserFactory(name=f"Colleague {mark}").pk,
        area=PracticeArea.objects.create(**_area(mark, "THEIRS")).pk,
    )


def _network(
    mark: str, cast: Cast, network: str, pk: UUID | None = None
) -> NetworkRule:
    """The network of the tests, from which clients may come."""
    return NetworkRule.objects.create(
        pk=pk or uuid7(),
        who=Who.CLIENTS,
        network=network,
        note=f"Here {mark}",
        created_by=cast.olivia,
        created_at=timezone.now(),
    )


def _refuse_closing(mark: str, cast: Cast) -> None:
    """The owner wanted to leave once, and could not."""
    Closing.objects.create(
        requested_by=cast.olivia,
        requested_at=timezone.now(),
        reason=f"We retire {mark}",
        state=ClosingState.REFUSED,
        answer=f"Not now {mark}",
    )


def _exported(mark: str, cast: Cast) -> Export:
    """An export that can be downloaded."""
    export = Export(requested_by=cast.olivia, requested_at=timezone.now())
    export.save()
    content = f"a zip of {mark}".encode()
    default_storage.save(export.key, ContentFile(content, name=export.key))
    subscription.finish_export(
        export,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        at=timezone.now(),
    )
    return export


def _invite(mark: str, cast: Cast) -> Invitation:
    nele = ContactFactory(
        pk=key("nele"), name=f"Nele {mark}", email="nele@example.com", language="en"
    )
    invitation = access.invite(
        email=nele.email,
        name=nele.name,
        role=Role.CLIENT,
        language="en",
        by=cast.laura,
        at=timezone.now(),
    )
    nele.user = invitation.user
    nele.save(update_fields=["user"])
    return invitation


def _hand_over(mark: str, cast: Cast) -> str:
    token = f"hand-over of {mark}"
    access.prepare_handover(cast.olivia, crypto.digest(token), at=timezone.now())
    return token


def _send_link(purpose: Purpose, cast: Cast) -> str:
    """What Tom asked for; the firm offers links to sign in with."""
    Policy.objects.update_or_create(defaults={"has_sign_in_links": True})
    return one_time.ask(purpose, cast.tom.email, at=timezone.now()).token
