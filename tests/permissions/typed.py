"""What a person types or sends at an address, so that a right one is accepted."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cast import key
from tests.controlplane.signup.conftest import ANSWERS
from tests.permissions import accounts, dates, documents, requests, support, updates
from tests.permissions.house import House
from tests.portal.access.conftest import PASSWORD

Sent = dict[str, Any]


def typed(name: str, house: House) -> Sent:
    """The fields of the form at this address; none for a form of a button alone."""
    laura, mark = house.cast.laura, house.mark
    case = {
        "title": f"Lease {mark}",
        "client_title": f"Your lease {mark}",
        "responsible": laura.pk,
        "party-TOTAL_FORMS": "0",
        "party-INITIAL_FORMS": "0",
    }
    contact = {
        "kind": "person",
        "name": f"Wim {mark}",
        "email": "wim@example.com",
        "phone": "02 555 01 20",
        "other_emails": f"Work {mark}: wim@work.example",
        "language": "en",
        "street": f"Street {mark}",
        "notes": f"Pays late {mark}",
    }
    forms: dict[str, Sent] = {
        **accounts.typed(mark),
        **dates.typed(mark),
        "access:sign_in": {
            "sign_in-current_step": "auth",
            "auth-username": laura.email,
            "auth-password": PASSWORD,
        },
        "access:invitation_code": {
            "email": "nele@example.com",
            "code": house.invitation_code,
        },
        "access:forgotten": {"email": house.cast.sofie.email},
        "access:new_password": {"password": f"a long new password {mark}"},
        "access:by_mail": {"email": house.cast.sofie.email},
        "access:mailed_code": {"code": "123 456"},
        "access:password": {"password": f"a long new password {mark}"},
        "access:welcome": {"token": house.handover},
        "access:language": {"language": "en"},
        "support:entry": {"token": house.visit_pass},
        "desk:support:grant": {"hours": 8},
        "desk:staff:new": {
            "name": f"Piet {mark}",
            "email": "piet@example.com",
            "role": "bookkeeper",
            "language": "en",
        },
        "desk:staff:role": {"role": "lawyer"},
        "desk:people:delegate_new": {
            "name": f"Guy {mark}",
            "email": "eva@example.com",
            "relation": "guardian",
            "sees_cases": "on",
        },
        "desk:people:delegate": {"relation": "other", "sees_documents": "on"},
        "desk:people:new": contact,
        "desk:people:imports": {
            "file": SimpleUploadedFile("people.csv", f"name\nWim {mark}\n".encode()),
        },
        "desk:people:merge": {
            "name": "winner",
            "email": "winner",
            "typed": f"Double {mark}",
        },
        "desk:people:erasure": {"basis": "asked", "typed": f"Single {mark}"},
        "desk:people:import_columns": {"column-0": "name"},
        "desk:people:edit": {**contact, "email": house.cast.sofie.email},
        "desk:cases:new": case,
        "desk:cases:edit": {**case, "reference": f"2026/{mark}"},
        "desk:cases:conflicts": {"name": f"Opponent {mark}", "role": "client"},
        "desk:cases:window": {"until": "2027-01-31"},
        "desk:cases:hold": {"reason": f"A claim {mark}"},
        "desk:cases:party": {"role": "expert"},
        "desk:case_settings:numbering": {
            "pattern": "{yy}-{number:3}",
            "restarts": "on",
            "next_number": "7",
        },
        "desk:case_settings:keeping": {"reading": "30", "keep_years": "6"},
        "desk:case_settings:area_new": {"name_en": f"Tax {mark}", "code": "TAX"},
        "desk:case_settings:area": {
            "name_nl": f"Fiscaal {mark}",
            "code": "FIS",
            "position": "3",
            "is_active": "on",
        },
        "desk:progress:stage": {"stage": key("there")},
        "desk:stages:new": {"name_en": f"A new stage {mark}", "expected_days": "14"},
        "desk:stages:edit": {
            "name_fr": f"Une étape {mark}",
            "meaning_fr": f"On attend {mark}",
            "is_active": "on",
        },
        "desk:stages:place": {"to": "up"},
        **updates.typed(mark),
        **requests.typed(mark),
        "desk:case_settings:words": {
            "nl": "zaak",
            "fr": "affaire",
            "de": "fall",
            "en": "file",
        },
        "desk:cases:members": {"members": [house.cast.bart.pk], "sent": "1"},
        "desk:cases:sections": {"documents": "hidden", "sent": "1"},
        "desk:cases:parties": {"contact": house.cast.tom.email, "role": "witness"},
        **documents.typed(mark, house.cast),
        "desk:subscription:closing": {
            "name": house.firm.name,
            "reason": f"We retire {mark}",
        },
        "desk:security:access_change": {"is_portal_open": "on", "shows_cases": "on"},
        "desk:security:rules_change": {
            "staff_second_factor": "optional",
            "client_second_factor": "off",
            "staff_idle_minutes": "30",
            "staff_session_minutes": "480",
            "client_idle_minutes": "15",
            "client_session_minutes": "240",
        },
        "desk:security:network_new": {
            "who": "clients",
            "network": "2001:db8::/32",
            "note": f"Ghent {mark}",
        },
        "desk:history:term_change": {"years": "5"},
        "desk:addresses:new": {"host": f"neu-{mark}.example.be"},
        "signup:start": ANSWERS,
        "operators:sign_in": {
            "sign_in-current_step": "auth",
            "auth-username": laura.email,
            "auth-password": PASSWORD,
        },
        "operators:second_factor": {"code": "1"},
        "operators:password": {"current": "a guess", "password": "another guess"},
        "team:new": {
            "name": "Wim",
            "email": "wim@tablinum.example",
            "role": "auditor",
            "language": "en",
        },
        "team:role": {"role": "auditor", "reason": "Asked for"},
        "team:link": {"reason": "Forgotten"},
        "team:closure": {"reason": "Left"},
        "team:reopening": {"reason": "Came back"},
        "team:password": {"password": f"a long new password {mark}"},
        "plans:new": {"name": "Large", "staff": 40},
        "plans:edit": {"name": "Standard", "staff": 12, "reason": "Asked for"},
        "language": {"language": "en"},
    }
    return forms.get(name, support.TYPED.get(name, {}))
