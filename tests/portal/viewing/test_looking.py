"""What somebody who views as a client sees, and where that begins and ends."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from portal.people.models import Delegation, Relation
from portal.policy.models import Policy
from tenants.accounts.models import User
from tenants.accounts.roles import Role
from tenants.models import Firm
from tests.cast import Cast
from tests.conftest import HostClient
from tests.factories import NOW, ContactFactory, PartyFactory, UserFactory
from tests.portal.viewing.conftest import Look

SignIn = Callable[..., HostClient]
STOP = "/viewing/end/"
BANNER = "You see the portal as Sofie peeters sees it. Nothing can be changed here."


def page(browser: HostClient, path: str) -> str:
    return browser.get(path).content.decode()


def main_of(text: str) -> str:
    """Less the tokens of its forms, which are new on each page."""
    found = re.search(r"<main.*</main>", text, re.S)
    assert found
    tokens = r'name="(csrfmiddlewaretoken|token)" value="[^"]+"'
    return re.sub(tokens, r'name="\1"', found[0])


def places(cast: Cast) -> list[str]:
    sale = f"/cases/{cast.sale.pk}/"
    return ["/", "/cases/", "/documents/", sale, f"{sale}history/"]


def test_each_page_is_what_the_client_gets(
    as_user: SignIn, look: Look, cast: Cast
) -> None:
    viewer, client = look(), as_user(cast.sofie)

    for path in places(cast)[:-1]:
        assert main_of(page(viewer, path)) == main_of(page(client, path)), path


def test_each_page_says_so_and_lets_one_stop(look: Look, cast: Cast) -> None:
    viewer = look()

    for path in [*places(cast), f"/cases/{cast.divorce.pk}/"]:
        shown = page(viewer, path)
        assert BANNER in shown, path
        assert f'action="{STOP}"' in shown, path


@pytest.mark.parametrize("path", ["/nowhere/", "/sign-out/"])
def test_where_the_gate_is_not_asked_it_says_so_without_a_name(
    path: str, look: Look
) -> None:
    shown = page(look(), path)

    assert "You see the portal as a client." in shown
    assert f'action="{STOP}"' in shown
    assert "Sofie" not in shown


def test_it_speaks_the_clients_language_and_the_banner_the_readers(
    look: Look, cast: Cast, inside: Firm
) -> None:
    User.objects.filter(pk=cast.sofie.pk).update(language="fr")
    viewer = look()

    answer = viewer.get("/")

    assert '<html lang="fr">' in answer.content.decode()
    assert answer.headers["Content-Language"] == "fr"
    assert 'class="banner" lang="en"' in answer.content.decode()
    assert BANNER in answer.content.decode()
    assert viewer.get("/desk/").headers["Content-Language"] == "en"


def test_the_next_request_speaks_the_readers_language_again(
    look: Look, as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    User.objects.filter(pk=cast.sofie.pk).update(language="fr")
    look().get("/")

    assert '<html lang="en">' in page(as_user(cast.bart), "/desk/")


def test_no_control_is_offered_that_is_refused(look: Look, cast: Cast) -> None:
    viewer = look()

    for path in places(cast):
        posted = set(re.findall(r'method="post" action="([^"]+)"', page(viewer, path)))
        assert posted == {STOP, "/sign-out/", "/account/still-here/"}, path
        assert 'href="/account/' not in page(viewer, path)


def test_a_file_is_given_to_who_may_have_it_anyway(look: Look, cast: Cast) -> None:
    answer = look().get(f"/documents/{cast.deed.pk}/file/")

    assert answer.getvalue() == b"%PDF-1.7 deed peeters"


def test_an_internal_document_is_not_there(look: Look, cast: Cast) -> None:
    assert look().get(f"/documents/{cast.memo.pk}/file/").status_code == 404


def test_stopping_leads_back_to_the_page_where_it_began(
    as_user: SignIn, cast: Cast, firm: Firm
) -> None:
    browser = as_user(cast.laura)
    case = f"/desk/cases/{cast.sale.pk}/?tab=documents"
    begin = f"/desk/contacts/{cast.sofie_contact.pk}/view/"
    browser.post(begin, HTTP_REFERER=f"http://{firm.primary_host}{case}")

    answer = browser.post(STOP)

    assert answer.url == case
    assert BANNER not in page(browser, case)


def test_without_a_page_behind_it_leads_to_the_contact(look: Look, cast: Cast) -> None:
    assert look().post(STOP).url == f"/desk/contacts/{cast.sofie_contact.pk}/"


@pytest.mark.parametrize(
    "wish", ["https://evil.example/", "//evil.example", "/\\evil.example"]
)
def test_stopping_leads_to_no_other_host(wish: str, look: Look, cast: Cast) -> None:
    answer = look().post(STOP, {"next": wish})

    assert answer.url == f"/desk/contacts/{cast.sofie_contact.pk}/"


def test_from_a_case_it_begins_with_that_case(as_user: SignIn, cast: Cast) -> None:
    browser, begin = (
        as_user(cast.laura),
        f"/desk/contacts/{cast.sofie_contact.pk}/view/",
    )

    assert browser.post(begin, {"case": cast.sale.pk}).url == f"/cases/{cast.sale.pk}/"
    browser.post(STOP)
    assert browser.post(begin, {"case": cast.divorce.pk}).url == "/"
    browser.post(STOP)
    assert browser.post(begin, {"case": "no key"}).url == "/"


def test_the_pages_of_the_desk_offer_it(as_user: SignIn, cast: Cast) -> None:
    browser, address = as_user(cast.bart), f"/desk/contacts/{cast.sofie_contact.pk}/"

    assert f'action="{address}view/"' in page(browser, address)
    assert f'action="{address}view/"' in page(browser, f"/desk/cases/{cast.sale.pk}/")


def test_it_is_not_offered_for_who_has_no_access(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    contact = ContactFactory()
    PartyFactory(case=cast.sale, contact=contact)
    browser = as_user(cast.laura)

    for path in (f"/desk/contacts/{contact.pk}/", f"/desk/cases/{cast.sale.pk}/"):
        assert f"/desk/contacts/{contact.pk}/view/" not in page(browser, path)


def test_it_is_not_offered_to_a_bookkeeper(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    browser = as_user(UserFactory(role=Role.BOOKKEEPER))

    assert "/view/" not in page(browser, f"/desk/contacts/{cast.sofie_contact.pk}/")


def test_one_may_look_as_a_delegate(as_user: SignIn, cast: Cast, inside: Firm) -> None:
    ria = UserFactory(name="Ria", role=Role.DELEGATE)
    delegation = Delegation.objects.create(
        contact=cast.sofie_contact, user=ria, relation=Relation.ACCOUNTANT,
        sees_documents=False, created_by=cast.laura, created_at=NOW,
    )  # fmt: skip
    browser, contact = as_user(cast.laura), f"/desk/contacts/{cast.sofie_contact.pk}/"
    begin = f"{contact}delegates/{delegation.pk}/view/"
    assert f'action="{begin}"' in page(browser, contact)

    browser.post(begin)

    home = page(browser, "/")
    assert "You see the portal as Ria sees it." in home
    assert "You look on behalf of Sofie peeters." in home
    assert browser.get("/documents/").status_code == 403


def test_a_closed_portal_shows_what_the_client_sees(
    look: Look, cast: Cast, inside: Firm
) -> None:
    Policy.objects.update_or_create(defaults={"is_portal_open": False})
    viewer = look()

    answer = viewer.get("/")

    assert answer.status_code == 403
    assert "The portal is closed at the moment" in answer.content.decode()
    assert BANNER in answer.content.decode()


def test_a_closed_section_shows_what_the_client_sees(
    look: Look, cast: Cast, inside: Firm
) -> None:
    Policy.objects.update_or_create(defaults={"shows_documents": False})
    viewer = look()

    assert 'href="/documents/"' not in page(viewer, "/")
    assert "does not use this part" in page(viewer, "/documents/")
