"""The firm's settings about cases: areas, keeping, and its word for a case."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction

from portal.branding import case_words
from portal.cases import area_actions, queries
from portal.cases.models import CaseRules, PracticeArea
from tenants.models import Firm
from tests.cast import Cast
from tests.conftest import HostClient

SignIn = Callable[..., HostClient]
HOME = "/desk/settings/cases/"


def test_a_firm_begins_with_areas_and_keeps_its_own(cast: Cast, inside: Firm) -> None:
    slugs = [area.slug for area in PracticeArea.objects.in_order()]
    PracticeArea.objects.filter(slug="family").update(name_nl="Gezin")

    area_actions.seed()

    assert slugs == ["civil", "criminal", "family", "corporate", "debt-collection"]
    assert PracticeArea.objects.get(slug="family").name_nl == "Gezin"
    assert PracticeArea.objects.count() == 5


def test_an_area_is_added_and_changed(
    cast: Cast, inside: Firm, as_user: SignIn
) -> None:
    olivia = as_user(cast.olivia)

    olivia.post(f"{HOME}areas/new/", {"name_en": "Tax law", "code": "tax"})
    area = PracticeArea.objects.get(slug="tax-law")
    olivia.post(
        f"{HOME}areas/{area.pk}/", {"name_en": "Tax", "code": "TX", "position": "1"}
    )

    area.refresh_from_db()
    assert (area.code, area.name_en, area.is_active) == ("TX", "Tax", False)
    assert "tax-law" not in [each.slug for each in PracticeArea.objects.active()]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name_en": "Tax", "code": "FAM"}, "code"),
        ({"name_en": "Tax", "code": "T-X"}, "code"),
        ({"code": "TAX"}, "name_nl"),
    ],
)
def test_an_area_that_cannot_be_is_refused(
    typed: dict[str, str], field: str, cast: Cast, inside: Firm, as_user: SignIn
) -> None:
    answer = as_user(cast.olivia).post(f"{HOME}areas/new/", typed)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]


@pytest.mark.parametrize(
    "fields",
    [{"code": "a b", "name_en": "x"}, {"code": "X"}],
)
def test_the_database_refuses_an_area(
    fields: dict[str, str], cast: Cast, inside: Firm
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        PracticeArea.objects.create(slug="x", **fields)


@pytest.mark.parametrize(
    "fields", [{"pattern": "no"}, {"keep_years": 4}, {"is_only": False}]
)
def test_the_database_refuses_rules(
    fields: dict[str, object], cast: Cast, inside: Firm
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        CaseRules.objects.create(**fields)


def test_the_keeping_is_changed_but_never_below_five_years(
    cast: Cast, inside: Firm, as_user: SignIn
) -> None:
    olivia = as_user(cast.olivia)

    short = olivia.post(f"{HOME}keeping/", {"reading": "30", "keep_years": "4"})
    olivia.post(f"{HOME}keeping/", {"reading": "always", "keep_years": "7"})

    assert short.status_code == 422
    rules = queries.rules()
    assert (rules.read_days, rules.keep_years) == (None, 7)


def test_the_firms_word_stands_on_both_faces(
    cast: Cast, inside: Firm, as_user: SignIn
) -> None:
    chosen = {"nl": "zaak", "fr": "affaire", "de": "fall", "en": "file"}

    as_user(cast.olivia).post(f"{HOME}words/", chosen)

    desk = as_user(cast.bart).get("/desk/cases/").content.decode()
    portal = as_user(cast.sofie).get("/cases/").content.decode()
    assert "<h1>Files</h1>" in desk
    assert "New file" in desk
    assert "Your files" in portal
    assert "Cases" not in desk + portal


def test_every_language_has_a_whole_word_or_more() -> None:
    for choices in case_words.CHOICES.values():
        for noun in choices.values():
            assert all((noun.one, noun.many, noun.yours, noun.new))


def test_what_is_no_choice_any_more_is_the_first_one(
    cast: Cast, inside: Firm, as_user: SignIn
) -> None:
    answer = as_user(cast.olivia).post(f"{HOME}words/", {"nl": "matter"})

    assert answer.status_code == 422
