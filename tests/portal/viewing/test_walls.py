"""No way around a wall: a viewer sees what the client sees and he himself may see."""

from __future__ import annotations

import pytest

from portal.access.permissions import GRANTS, Permission
from portal.cases.models import Case, Member
from portal.documents.models import Document
from portal.people.models import Delegation, Relation
from portal.policy.models import Policy
from tenants.models import Firm
from tests.cast import Cast
from tests.conftest import HostClient
from tests.factories import NOW, CaseFactory, PartyFactory
from tests.portal.viewing.conftest import Look
from tests.portal.viewing.test_looking import BANNER, page

WALLED = ["Sale of a house", "2026/sale", "Draft deed"]


def wall_off(cast: Cast) -> None:
    """Laura alone works on the sale."""
    Case.objects.filter(pk=cast.sale.pk).update(is_restricted=True)


def shown(viewer: HostClient) -> str:
    return "".join(page(viewer, path) for path in ("/", "/cases/", "/documents/"))


@pytest.mark.parametrize("who", ["bart", "olivia"])
def test_a_walled_case_is_not_there(
    who: str, look: Look, cast: Cast, inside: Firm
) -> None:
    wall_off(cast)
    viewer = look(getattr(cast, who))

    assert [word for word in WALLED if word in shown(viewer)] == []
    sale = f"/cases/{cast.sale.pk}/"
    for path in (sale, f"{sale}history/", f"/documents/{cast.deed.pk}/file/"):
        assert viewer.get(path).status_code == 404
        assert str(cast.sale.pk) not in shown(viewer)


def test_the_clients_other_cases_are(look: Look, cast: Cast, inside: Firm) -> None:
    wall_off(cast)
    other = CaseFactory(title="Open to all")
    PartyFactory(case=other, contact=cast.sofie_contact)
    viewer = look(cast.bart)

    assert "Open to all" in page(viewer, "/")
    assert viewer.get(f"/cases/{other.pk}/").status_code == 200


def test_whether_there_is_a_wall_is_not_told(
    look: Look, cast: Cast, inside: Firm
) -> None:
    """The page is that of a client without any case."""
    wall_off(cast)

    walled = page(look(cast.bart), "/cases/")

    assert BANNER in walled
    assert "Nothing here yet" in walled


def test_who_works_on_it_sees_it(look: Look, cast: Cast, inside: Firm) -> None:
    wall_off(cast)
    Member.objects.create(case=cast.sale, user=cast.bart, added_at=NOW)

    assert "Sale of a house" in page(look(cast.bart), "/")
    assert "Sale of a house" in page(look(cast.laura), "/")


def test_own_cases_only_holds_too(look: Look, cast: Cast, inside: Firm) -> None:
    Policy.objects.update_or_create(defaults={"staff_see_all_cases": False})
    viewer = look(cast.bart)

    assert [word for word in WALLED if word in shown(viewer)] == []
    assert viewer.get(f"/cases/{cast.sale.pk}/").status_code == 404


def test_a_wall_that_goes_up_meanwhile_holds_at_once(
    look: Look, cast: Cast, inside: Firm
) -> None:
    viewer = look(cast.bart)
    assert viewer.get(f"/cases/{cast.sale.pk}/").status_code == 200

    wall_off(cast)

    assert viewer.get(f"/cases/{cast.sale.pk}/").status_code == 404
    assert viewer.get(f"/documents/{cast.deed.pk}/file/").status_code == 404


def test_a_delegation_is_no_way_around_it(look: Look, cast: Cast, inside: Firm) -> None:
    """Tom looks for Sofie; Bart looks as Tom."""
    wall_off(cast)
    Delegation.objects.create(
        contact=cast.sofie_contact, user=cast.tom, relation=Relation.GUARDIAN,
        created_by=cast.laura, created_at=NOW,
    )  # fmt: skip
    viewer = look(cast.bart, cast.tom_contact)

    assert [word for word in WALLED if word in shown(viewer)] == []
    assert "Divorce" in shown(viewer)


def test_a_viewer_sees_no_more_than_the_client(cast: Cast, inside: Firm) -> None:
    cases = set(Case.objects.visible_to(cast.sofie))
    documents = set(Document.objects.visible_to(cast.sofie))
    for viewer in (cast.olivia, cast.laura, cast.bart):
        cast.sofie.viewer = viewer
        assert set(Case.objects.visible_to(cast.sofie)) == cases
        assert set(Document.objects.visible_to(cast.sofie)) == documents


def test_without_the_viewer_in_it_the_wall_would_not_hold(
    cast: Cast, inside: Firm
) -> None:
    wall_off(cast)
    cast.sofie.viewer = cast.bart

    assert not Case.objects.visible_to(cast.sofie).exists()
    cast.sofie.viewer = None
    assert Case.objects.visible_to(cast.sofie).exists()


@pytest.mark.parametrize(
    "needed",
    [Permission.CONTACT_VIEW, Permission.CASE_VIEW, Permission.DOCUMENT_VIEW],
)
def test_whoever_may_look_may_read_these_things_anyway(needed: Permission) -> None:
    assert set(GRANTS[Permission.CLIENT_VIEW_AS]) <= set(GRANTS[needed])
