"""The firm's log on the desk: words, filters, pages, the file, and who may read it."""

from __future__ import annotations

import ast
import csv
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from portal.history import words
from portal.history.sheet import answer
from portal.policy.models import Policy
from tenants import audit, scope
from tenants.accounts.models import User
from tenants.audit.models import Entry
from tenants.models import Firm
from tests.cast import Cast
from tests.conftest import HostClient
from tests.portal.access.conftest import hashed
from tests.portal.counting import statements
from tests.tenants.audit import old_logs

SignIn = Callable[..., HostClient]
LOG = "/desk/settings/history/"
# Recorded in `public`, or in the log of the operators.
OURS = ("firm.", "domain.", "recovery.")


@pytest.fixture
def written(cast: Cast, inside: Firm) -> Cast:
    """Laura closes the sale, Sofie downloads the deed, and Tom fails to sign in."""
    now = timezone.now()
    with transaction.atomic():
        audit.record("case.closed", cast.sale, by=cast.laura, at=now)
        audit.record("access.sign_in_failed", cast.tom, by=None, at=now)
    audit.read(
        "document.downloaded", cast.deed, by=cast.sofie, at=now,
        case=str(cast.sale.pk),
    )  # fmt: skip
    return cast


def shown(client: HostClient, **filters: object) -> list[str]:
    response = client.get(LOG, filters)
    assert response.status_code == 200
    return [line.what for line in response.context["lines"]]


def test_it_says_who_did_what_in_words(as_user: SignIn, written: Cast) -> None:
    page = as_user(written.olivia).get(LOG).content.decode()

    assert "Closed the case" in page
    assert "Laura peeters" in page
    assert f"/desk/cases/{written.sale.pk}/" in page


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"group": "case"}, {"Closed the case"}),
        ({"group": "document"}, {"Downloaded the document"}),
        ({"q": "deed"}, {"Downloaded the document"}),
        ({"q": "laura SALE"}, {"Closed the case"}),
        ({"last": "2001-01-01"}, set()),
        ({"first": "nonsense", "group": "case"}, {"Closed the case"}),
    ],
)
def test_filters_stand_in_the_address(
    as_user: SignIn, written: Cast, filters: dict[str, str], found: set[str]
) -> None:
    client = as_user(written.olivia)

    if "first" in filters:
        assert client.get(LOG, filters).status_code == 200
    else:
        assert set(shown(client, **filters)) == found


def test_a_person_and_a_case_can_be_chosen(as_user: SignIn, written: Cast) -> None:
    client = as_user(written.olivia)

    assert shown(client, who=written.laura.pk) == ["Closed the case"]
    assert set(shown(client, about=written.sale.pk)) == {
        "Closed the case",
        "Downloaded the document",
    }


def test_words_are_looked_for_in_one_year_unless_a_day_is_chosen(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    old_logs.write(inside, days_ago=400, count=1)
    client = as_user(cast.olivia)

    assert shown(client, q="laura") == []
    assert shown(client, q="laura", first="2001-01-01") == ["Looked at the case"]
    assert "the last twelve months" in client.get(LOG, {"q": "x"}).content.decode()
    assert "the last twelve months" not in client.get(LOG).content.decode()


def test_a_case_is_named_though_its_document_is_on_top(
    as_user: SignIn, written: Cast
) -> None:
    page = as_user(written.olivia).get(LOG, {"about": written.sale.pk})

    assert page.context["about"] == str(written.sale)


def test_a_client_can_be_chosen_by_his_name(as_user: SignIn, written: Cast) -> None:
    client = as_user(written.olivia)

    page = client.get(LOG).content.decode()

    assert f"?who={written.sofie.pk}" in page
    assert shown(client, who=written.sofie.pk) == ["Downloaded the document"]
    assert shown(client, who="nonsense") == shown(client)


def test_an_address_and_a_kind_of_person_can_be_chosen(
    as_user: SignIn, written: Cast, inside: Firm
) -> None:
    as_user(written.sofie).get(f"/cases/{written.sale.pk}/", REMOTE_ADDR="2001:db8::7")
    client = as_user(written.olivia)

    assert shown(client, address="2001:DB8:0::7") == ["Looked at the case"]
    assert shown(client, address="192.0.2.200") == []
    assert shown(client, kind="system") == ["Could not sign in"]
    assert "?address=2001%3Adb8%3A%3A7" in client.get(LOG).content.decode()


def test_who_is_not_signed_in_is_not_taken_for_us(
    on_firm: HostClient, as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    User.objects.filter(pk=cast.tom.pk).update(password=hashed())
    on_firm.post(
        "/sign-in/",
        {
            "sign_in-current_step": "auth",
            "auth-username": cast.tom.email,
            "auth-password": "a guess",
        },
    )

    lines = as_user(cast.olivia).get(LOG, {"q": cast.tom.name}).context["lines"]

    assert [(line.who, line.what) for line in lines] == [
        ("Somebody who was not signed in", "Could not sign in")
    ]


def test_what_we_do_ourselves_is_ours(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    with transaction.atomic():
        audit.record("history.removed", None, by=None, at=timezone.now(), rows=7)

    (line, *_others) = as_user(cast.olivia).get(LOG).context["lines"]

    assert (line.who, line.more) == ("Tablinum", "rows: 7")


def test_pages_follow_each_other_without_a_gap(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    now = timezone.now()
    with transaction.atomic():
        for number in range(120):
            audit.record(
                "contact.edited", cast.tom_contact, by=cast.laura,
                at=now - timedelta(seconds=number // 7),
            )  # fmt: skip
    client = as_user(cast.olivia)

    seen, before = 0, ""
    while before is not None:
        response = client.get(LOG, {"group": "contact", "before": before})
        seen += len(response.context["lines"])
        before = response.context["older"]

    assert seen == 120


def test_the_page_costs_the_same_for_few_and_for_many(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    client = as_user(cast.olivia)
    statements(client, LOG)
    few = statements(client, LOG)
    with transaction.atomic():
        for _each in range(40):
            audit.record("case.edited", cast.sale, by=cast.laura, at=timezone.now())

    assert statements(client, LOG) == few


def test_an_empty_log_says_what_will_stand_here(
    as_user: SignIn, cast: Cast, inside: Firm
) -> None:
    page = as_user(cast.olivia).get(LOG, {"q": "nowhere"}).content.decode()

    assert "Nothing fits" in page


def test_the_file_holds_what_is_shown_and_is_written_down(
    as_user: SignIn, written: Cast, inside: Firm
) -> None:
    response = as_user(written.olivia).get(f"{LOG}csv/", {"group": "case"})

    rows = list(csv.reader(StringIO(response.content.decode("utf-8-sig"))))
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert [row[4] for row in rows[1:]] == ["case.closed"]
    exported = Entry.objects.get(action="history.exported")
    assert (exported.actor_id, exported.details) == (written.olivia.pk, {"rows": 1})


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", "\n=", " =", "＝"])
def test_a_formula_in_a_name_stays_a_text(start: str) -> None:
    name = f"{start}1+1"
    entry = Entry(at=timezone.now(), actor_name=name, action="case.edited")

    text = answer([entry]).content.decode("utf-8-sig")

    _head, row = csv.reader(StringIO(text, newline=""))
    assert row[1] == f"'{name}"


def test_the_page_says_how_much_the_file_holds(as_user: SignIn, cast: Cast) -> None:
    page = as_user(cast.olivia).get(LOG).content.decode()

    assert "holds the newest 20000 rows" in page


def test_a_lawyer_reads_it_without_the_file(as_user: SignIn, written: Cast) -> None:
    client = as_user(written.laura)

    assert "Export CSV" not in client.get(LOG).content.decode()
    assert client.get(f"{LOG}csv/").status_code == 403
    assert as_user(written.bart).get(LOG).status_code == 403


def test_the_log_is_no_way_around_an_ethical_wall(
    as_user: SignIn, written: Cast, inside: Firm
) -> None:
    Policy.objects.update_or_create(defaults={"staff_see_all_cases": False})
    written.sale.responsible = written.olivia
    written.sale.is_restricted = True
    written.sale.save()

    page = as_user(written.laura).get(LOG).content.decode()

    assert "Sale of a house" not in page
    assert "Draft deed" not in page


def test_nothing_of_the_other_firm_stands_here(
    as_user: SignIn, cast: Cast, other_cast: Cast, other_firm: Firm
) -> None:
    with scope.scope(other_firm), transaction.atomic():
        laura = User.objects.get(pk=other_cast.laura.pk)
        audit.record("case.closed", other_cast.sale, by=laura, at=timezone.now())

    page = as_user(cast.olivia).get(LOG).content.decode()

    assert "devries" not in page


def test_every_action_that_the_portal_records_has_words() -> None:
    recorded = set(_recorded(settings.ROOT / "portal"))

    unknown = {code for code in recorded if code not in words.ACTIONS}
    assert {code for code in unknown if not code.startswith(OURS)} == set()
    assert len(recorded) > 20


def test_every_action_with_words_is_in_a_group() -> None:
    groups = {code.partition(".")[0] for code in words.ACTIONS}

    assert groups <= {*words.GROUPS, *words.BELONGS}
    assert set(words.BELONGS.values()) <= set(words.GROUPS)


def _recorded(folder: Path) -> Iterator[str]:
    """What is written as a text in calls of audit.record() and audit.read()."""
    for file in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in {"record", "read"}
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id == "audit"
                and isinstance(node.args[0], ast.Constant)
            ):
                yield str(node.args[0].value)
