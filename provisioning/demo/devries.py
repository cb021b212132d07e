"""De Vries Advocaten in Antwerp and Brussels, in Dutch and French.

The numbers are those of the other firm on purpose: whatever mixes the two up shows.
"""

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

OLIVIER, LOUISE, BRAM = 1, 2, 3
SOPHIE, THOMAS, DELVAUX, ATELIER, MOREAU, HERMANS, KEMPEN, PARC, COURT = range(1, 10)
CLIENT, OPPOSING = PartyRole.CLIENT, PartyRole.OPPOSING_PARTY

DEVRIES = FirmPlan(
    name="De Vries Advocaten",
    slug="devries",
    colour="#f2b705",
    address="Amerikalei 58, 2000 Antwerpen",
    language="nl",
    owner=Person(
        number=OLIVIER, role=Role.OWNER,
        name="Olivier De Vries", email="olivier@devries.example",
    ),
    staff=(
        Person(
            number=LOUISE, role=Role.LAWYER, language="fr",
            name="Louise Dubois", email="louise@devries.example",
        ),
        Person(
            number=BRAM, role=Role.ASSISTANT,
            name="Bram Peeters", email="bram@devries.example",
        ),
    ),
    contacts=(
        ContactPlan(
            number=SOPHIE, name="Sophie Lambert", email="sophie.lambert@example.be",
            phone="+32 472 40 15 90", language="fr", is_active=True,
        ),
        ContactPlan(
            number=THOMAS, name="Thomas Willems", email="thomas.willems@example.be",
            phone="+32 468 72 33 18", is_active=True,
        ),
        ContactPlan(
            number=DELVAUX, name="Boulangerie Delvaux srl", kind=Kind.ORGANISATION,
            email="contact@delvaux.example", phone="+32 2 511 90 34",
            language="fr", is_invited=True,
        ),
        ContactPlan(
            number=ATELIER, name="Atelier Noord bv", kind=Kind.ORGANISATION,
            email="zaakvoering@ateliernoord.example", phone="+32 3 290 11 76",
        ),
        ContactPlan(number=MOREAU, name="Antoine Moreau", language="fr"),
        ContactPlan(
            number=HERMANS, name="Mr. Jan Hermans", email="j.hermans@balie.example",
        ),
        ContactPlan(
            number=KEMPEN, name="Transport Kempen nv", kind=Kind.ORGANISATION,
            email="personeel@kempen.example", phone="+32 14 41 80 80",
        ),
        ContactPlan(
            number=PARC, name="Immobilière du Parc sa", kind=Kind.ORGANISATION,
            language="fr",
        ),
        ContactPlan(
            number=COURT, kind=Kind.ORGANISATION,
            name="Arbeidsrechtbank Antwerpen, afdeling Turnhout",
        ),
    ),
    cases=(
        CasePlan(
            number=1, title="Divorce Lambert - Moreau", area="Droit de la famille",
            responsible=LOUISE, opened=74, stages=(73, 40),
            parties=((SOPHIE, CLIENT), (MOREAU, OPPOSING)),
            dates=(
                DatePlan(
                    number=1, kind=EntryKind.HEARING, in_days=20, clock=time(9, 30),
                    title="Audience d’introduction", minutes=30, is_shared=True,
                    client_title="Première audience au tribunal de la famille",
                    place="Tribunal de la famille, Place Poelaert 1, Bruxelles",
                ),
                DatePlan(
                    number=2, kind=EntryKind.APPOINTMENT, in_days=5, clock=time(11),
                    title="Relire le projet de conventions", minutes=30,
                    video_url="https://meet.example/devries-lambert", is_shared=True,
                ),
                DatePlan(
                    number=3, kind=EntryKind.DEADLINE, in_days=1,
                    title="Déposer la requête complétée",
                ),
                DatePlan(
                    number=4, kind=EntryKind.DEADLINE, in_days=-3,
                    title="Répondre au notaire",
                ),
                DatePlan(
                    number=5, kind=EntryKind.DEADLINE, in_days=-8, is_done=True,
                    title="Demander l’extrait d’acte de mariage",
                ),
            ),
            papers=(
                Paper(
                    number=1, source="requete", is_shared=True, days_ago=20,
                    language="fr", file_name="Requête en divorce.pdf",
                ),
                Paper(
                    number=2, source="convention", is_shared=True, days_ago=6,
                    language="fr", file_name="Projet de conventions.pdf",
                ),
                Paper(
                    number=3, source="nota", days_ago=3,
                    file_name="Interne nota.pdf",
                ),
            ),
            updates=(
                UpdatePlan(
                    number=1, days_ago=20, title="La requête est déposée", papers=(1,),
                    text="Nous avons déposé la requête au **tribunal de la famille**. "
                    "Le greffe nous communiquera la date de l’audience.",
                ),
                UpdatePlan(
                    number=2, days_ago=6, title="Un projet de conventions", papers=(2,),
                    next_in=10,
                    text="Le projet se trouve parmi vos documents. Merci de vérifier :"
                    "\n\n- les dates des vacances ;\n- le montant de la contribution ;"
                    "\n- la liste des meubles.",
                ),
                UpdatePlan(
                    number=3, days_ago=3, is_shared=False, papers=(3,),
                    text="Tegenpartij wil over de woning onderhandelen. Zie de nota.",
                ),
            ),
        ),
        CasePlan(
            number=2, title="Ontslag Willems - Transport Kempen", area="Arbeidsrecht",
            responsible=OLIVIER, opened=166,
            parties=(
                (THOMAS, CLIENT),
                (KEMPEN, OPPOSING),
                (HERMANS, PartyRole.OPPOSING_COUNSEL),
                (COURT, PartyRole.COURT),
            ),
            papers=(
                Paper(
                    number=4, source="conclusies", is_shared=True, days_ago=28,
                    file_name="Conclusies Willems.pdf",
                ),
                Paper(
                    number=5, source="nota", days_ago=27,
                    file_name="Interne nota pleidooi.pdf",
                ),
            ),
            updates=(
                UpdatePlan(
                    number=4, days_ago=25, title="Onze conclusies zijn neergelegd",
                    papers=(4,), next_in=24,
                    text="De arbeidsrechtbank heeft nu alle stukken. De pleidooien "
                    "volgen in het voorjaar.",
                ),
            ),
        ),
        CasePlan(
            number=3, title="Bail commercial chaussée d'Ixelles 210",
            area="Droit du bail", responsible=LOUISE, opened=430, closed=35,
            parties=((DELVAUX, CLIENT), (PARC, OPPOSING)),
            papers=(
                Paper(
                    number=8, source="jugement", is_shared=True, days_ago=49,
                    language="fr", file_name="Jugement justice de paix.pdf",
                ),
            ),
        ),
        CasePlan(
            number=4, title="Aandeelhoudersgeschil Atelier Noord",
            area="Vennootschapsrecht", responsible=OLIVIER, opened=11,
            parties=((ATELIER, CLIENT), (THOMAS, PartyRole.WITNESS)),
        ),
    ),
)  # fmt: skip
