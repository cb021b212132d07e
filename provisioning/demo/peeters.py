"""Peeters & Partners in Ghent: family law, building and rent, in Dutch."""

from __future__ import annotations

from datetime import time

from portal.calendar.models import EntryKind
from portal.cases.models import PartyRole
from portal.people.models import Kind
from provisioning.demo.plan import (
    CasePlan,
    ContactPlan,
    DatePlan,
    FirmPlan,
    Paper,
    Person,
    UpdatePlan,
)
from tenants.accounts.roles import Role

OLIVIA, LAURA, BART = 1, 2, 3
SOFIE, TOM, KAREL, IMMO, DIRK, BAERT, ACKER, LAMBRECHT, COURT, INSURER = range(1, 11)
CLIENT, OPPOSING = PartyRole.CLIENT, PartyRole.OPPOSING_PARTY

PEETERS = FirmPlan(
    name="Peeters & Partners",
    slug="peeters",
    colour="#1f5a4a",
    address="Coupure Rechts 120, 9000 Gent",
    language="nl",
    owner=Person(
        number=OLIVIA, role=Role.OWNER,
        name="Olivia Peeters", email="olivia@peeters.example",
    ),
    staff=(
        Person(
            number=LAURA, role=Role.LAWYER,
            name="Laura Claes", email="laura@peeters.example",
        ),
        Person(
            number=BART, role=Role.ASSISTANT,
            name="Bart Wouters", email="bart@peeters.example",
        ),
    ),
    contacts=(
        ContactPlan(
            number=SOFIE, name="Sofie Maes", email="sofie.maes@example.be",
            phone="+32 470 12 34 56", is_active=True,
        ),
        ContactPlan(
            number=TOM, name="Tom Janssens", email="tom.janssens@example.be",
            phone="+32 479 88 10 02", is_active=True,
        ),
        ContactPlan(
            number=KAREL, name="Karel De Smet", email="karel.desmet@example.be",
            phone="+32 495 61 20 77", is_invited=True,
        ),
        ContactPlan(
            number=IMMO, name="Immo Vermeulen bv", kind=Kind.ORGANISATION,
            email="beheer@immovermeulen.example", phone="+32 9 233 40 50",
        ),
        ContactPlan(number=DIRK, name="Dirk Goossens", phone="+32 486 30 41 52"),
        ContactPlan(
            number=BAERT, name="Mr. Nathalie Baert",
            email="n.baert@balie-gent.example", phone="+32 9 221 18 60",
        ),
        ContactPlan(
            number=ACKER, name="Bouwwerken Van Acker bv", kind=Kind.ORGANISATION,
            email="info@vanacker.example", phone="+32 9 369 70 11",
        ),
        ContactPlan(
            number=LAMBRECHT, name="Ir. Pieter Lambrecht",
            email="pieter@lambrecht-expertise.example",
        ),
        ContactPlan(
            number=COURT, kind=Kind.ORGANISATION,
            name="Familierechtbank Gent", phone="+32 9 234 40 11",
        ),
        ContactPlan(
            number=INSURER, name="Noordzee Verzekeringen nv", kind=Kind.ORGANISATION,
            email="schade@noordzee.example",
        ),
    ),
    cases=(
        CasePlan(
            number=1, title="Echtscheiding Maes - Goossens", area="Familierecht",
            responsible=LAURA, opened=118, stages=(117, 96, 61, 18),
            parties=(
                (SOFIE, CLIENT),
                (DIRK, OPPOSING),
                (BAERT, PartyRole.OPPOSING_COUNSEL),
                (COURT, PartyRole.COURT),
            ),
            dates=(
                DatePlan(
                    number=1, kind=EntryKind.HEARING, in_days=17, clock=time(9),
                    title="Pleitzitting familierechtbank", minutes=60, is_shared=True,
                    client_title="Zitting bij de familierechtbank",
                    place="Familierechtbank Gent, zaal 2.5, Opgeëistenlaan 401",
                ),
                DatePlan(
                    number=2, kind=EntryKind.APPOINTMENT, in_days=6, clock=time(14),
                    title="Ontwerp regelingsakte overlopen", minutes=45,
                    video_url="https://meet.example/peeters-maes", is_shared=True,
                ),
                DatePlan(
                    number=3, kind=EntryKind.DEADLINE, in_days=1,
                    title="Conclusies neerleggen",
                ),
                DatePlan(
                    number=4, kind=EntryKind.DEADLINE, in_days=-2,
                    title="Antwoord aan Mr. Baert",
                ),
                DatePlan(
                    number=5, kind=EntryKind.DEADLINE, in_days=-5, is_done=True,
                    title="Stukken overmaken aan de rechtbank",
                ),
            ),
            papers=(
                Paper(
                    number=1, source="verzoekschrift", is_shared=True, days_ago=96,
                    file_name="Verzoekschrift echtscheiding.pdf",
                ),
                Paper(
                    number=2, source="regelingsakte", is_shared=True, days_ago=9,
                    file_name="Ontwerp regelingsakte.pdf",
                ),
                Paper(
                    number=3, source="nota", days_ago=4,
                    file_name="Interne nota strategie.pdf",
                ),
            ),
            updates=(
                UpdatePlan(
                    number=1, days_ago=58, title="De inleidende zitting is geweest",
                    text="De rechter heeft de zaak naar de rol verzonden. Dat betekent "
                    "dat beide partijen nu een regeling kunnen voorstellen.",
                ),
                UpdatePlan(
                    number=2, days_ago=18, title="Het voorstel van de tegenpartij",
                    text="Mr. Baert heeft ons laten weten dat uw man:\n\n"
                    "- in het huis aan de **Coupure** wil blijven wonen;\n"
                    "- u uw deel uitbetaalt, na een schatting;\n"
                    "- instemt met een *week-weekregeling* voor de kinderen.\n\n"
                    "U hoeft nu niets te beslissen. Wij rekenen het eerst voor u na.",
                ),
                UpdatePlan(
                    number=3, days_ago=9, title="Een ontwerp van de regelingsakte",
                    papers=(2,), next_in=13,
                    text="U vindt het **ontwerp** bij uw documenten. Lees het na, en "
                    "noteer wat u niet duidelijk vindt. Wij bespreken het samen.",
                ),
                UpdatePlan(
                    number=4, days_ago=4, is_shared=False, papers=(3,),
                    text="Gebeld met mr. Baert: schatting vóór het einde van de maand. "
                    "Onderhandelingsruimte staat in de nota.",
                ),
            ),
        ),
        CasePlan(
            number=2, title="Bouwgeschil Coupure Links 41", area="Bouwrecht",
            responsible=LAURA, opened=205,
            parties=(
                (TOM, CLIENT),
                (KAREL, CLIENT),
                (ACKER, OPPOSING),
                (LAMBRECHT, PartyRole.EXPERT),
                (INSURER, PartyRole.INSURER),
            ),
            dates=(
                DatePlan(
                    number=6, kind=EntryKind.APPOINTMENT, in_days=9, clock=time(10, 30),
                    title="Plaatsbezoek met de deskundige", minutes=90, is_shared=True,
                    place="Coupure Links 41, Gent",
                ),
                DatePlan(
                    number=7, kind=EntryKind.DEADLINE, in_days=24, is_shared=True,
                    title="Opmerkingen op het voorlopig verslag",
                ),
            ),
            papers=(
                Paper(
                    number=4, source="dagvaarding", is_shared=True, days_ago=150,
                    file_name="Dagvaarding Van Acker.pdf",
                ),
                Paper(
                    number=5, source="verslag", is_shared=True, days_ago=31,
                    file_name="Voorlopig deskundigenverslag.pdf",
                ),
                Paper(
                    number=6, source="schets", is_shared=True, days_ago=30,
                    file_name="Schets vochtplekken.png",
                ),
                Paper(
                    number=7, source="nota", days_ago=12,
                    file_name="Interne nota begroting.pdf",
                ),
                Paper(
                    number=9, source="schets", days_ago=2, sent_by=TOM,
                    file_name="Vochtplekken kelder.png",
                ),
            ),
            updates=(
                UpdatePlan(
                    number=5, days_ago=30, title="Het voorlopig verslag is er",
                    papers=(5, 6), next_in=28,
                    text="Ir. Lambrecht heeft zijn **voorlopig verslag** neergelegd. "
                    "Hij geeft u op twee van de drie punten gelijk:\n\n"
                    "1. de dakgoot is slecht geplaatst;\n"
                    "2. de kelder werd niet waterdicht gemaakt.\n\n"
                    "Over de gevel wil hij nog een meting doen.",
                ),
                UpdatePlan(
                    number=6, days_ago=12, is_shared=False, papers=(7,),
                    text="Verzekeraar vraagt een raming. Zie de nota.",
                ),
            ),
        ),
        CasePlan(
            number=3, title="Huurgeschil Veldstraat 12", area="Huurrecht",
            responsible=OLIVIA, opened=390, closed=41,
            parties=((IMMO, CLIENT),),
            papers=(
                Paper(
                    number=8, source="vonnis", is_shared=True, days_ago=58,
                    file_name="Vonnis vredegerecht.pdf",
                ),
            ),
        ),
        CasePlan(
            number=4, title="Nalatenschap Maes - Verhaeghe", area="Erfrecht",
            responsible=OLIVIA, opened=17, parties=((SOFIE, CLIENT),),
        ),
        CasePlan(
            number=5, title="Advies algemene voorwaarden", area="Handelsrecht",
            responsible=OLIVIA, opened=2,
        ),
    ),
)  # fmt: skip
