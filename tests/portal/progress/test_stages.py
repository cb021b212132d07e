"""The firm's stages: in which languages, in which order, and which may go."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.utils import translation

from portal.cases.models import PracticeArea
from portal.progress import stage_actions as actions
from portal.progress.first_stages import STAGES
from portal.progress.models import LANGUAGES, Stage
from tenants.errors import DomainError
from tests.cast import Cast
from tests.conftest import HostClient
from tests.portal.progress.conftest import NOW

SignIn = Callable[..., HostClient]
pytestmark = pytest.mark.usefixtures("inside")


def names(area: PracticeArea) -> list[str]:
    return [each.name_en for each in area.stages.in_order()]


def test_a_new_firm_begins_with_stages_in_all_areas() -> None:
    for slug, stages in STAGES.items():
        area = PracticeArea.objects.get(slug=slug)
        assert names(area) == [words["en"][0] for _days, words in stages]


@pytest.mark.parametrize("slug", STAGES)
def test_every_first_stage_is_told_in_every_language(slug: str) -> None:
    for _days, words in STAGES[slug]:
        assert set(words) == set(LANGUAGES)
        assert all(name and meaning for name, meaning in words.values())


def test_seeding_again_changes_nothing() -> None:
    before = Stage.objects.count()

    actions.seed()

    assert Stage.objects.count() == before


def test_a_name_falls_back_on_a_language_that_has_one() -> None:
    stage = Stage(name_fr="Audience", meaning_fr="Le juge examine l’affaire.")

    with translation.override("de"):
        assert (stage.name, stage.meaning) == (stage.name_fr, stage.meaning_fr)


def test_a_stage_moves_up_and_down(cast: Cast, stages: list[Stage]) -> None:
    area = stages[0].area
    before = names(area)

    actions.move_stage(stage=stages[0], up=False, by=cast.olivia, at=NOW)
    assert names(area) == [before[1], before[0], *before[2:]]
    actions.move_stage(stage=stages[0], up=True, by=cast.olivia, at=NOW)
    actions.move_stage(stage=stages[0], up=True, by=cast.olivia, at=NOW)

    assert names(area) == before


def test_a_stage_in_which_a_case_was_stays(cast: Cast, moved: Stage) -> None:
    with pytest.raises(DomainError, match="out of use"):
        actions.remove_stage(stage=moved, by=cast.olivia, at=NOW)

    assert Stage.objects.filter(pk=moved.pk).exists()


def test_an_area_that_has_stages_gets_no_suggestion(
    cast: Cast, stages: list[Stage]
) -> None:
    with pytest.raises(DomainError, match="no suggestion"):
        actions.suggest(area=stages[0].area, by=cast.olivia, at=NOW)


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"meaning_nl": "Wij wachten."}, "name_nl"),
        ({"name_nl": "x" * 81}, "name_nl"),
        ({"name_nl": "Zitting", "expected_days": "0"}, "expected_days"),
        ({"name_nl": "Zitting", "expected_days": "soon"}, "expected_days"),
    ],
)
def test_what_is_wrong_with_a_stage_is_told_and_kept(
    as_user: SignIn, cast: Cast, stages: list[Stage], sent: dict[str, str], field: str
) -> None:
    browser = as_user(cast.olivia)

    response = browser.post(
        f"/desk/settings/stages/areas/{stages[0].area_id}/new/", sent
    )

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    page = response.content.decode()
    assert all(text in page for text in sent.values())


def test_the_list_of_stages_costs_the_same_for_any_number(
    as_user: SignIn, cast: Cast, django_assert_max_num_queries: object
) -> None:
    browser = as_user(cast.olivia)
    browser.get("/desk/settings/stages/")

    with django_assert_max_num_queries(9):  # type: ignore[operator]
        browser.get("/desk/settings/stages/")
