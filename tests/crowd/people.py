"""Contacts: three persons for each organisation.

The first hundred share four surnames, so that whoever searches for one finds a whole
page in a small firm as in a large one; the others have one of four hundred that are
much like each other. One in four has an account, half of them only an invitation; every
second has the address of the one before it.
"""

from __future__ import annotations

from tests.cast import key
from tests.crowd.page import MOST_OF_ONE, Page, run

ROWS = 10_000
FIRST = (
    "ARRAY['Jan', 'Sofie', 'Emma', 'Louis', 'Noah', 'Lea', 'Arthur', 'Olivia', 'Marie',"
    " 'Zoë', 'Lucas', 'Anaïs', 'Pieter', 'Hélène', 'Karel', 'Nora', 'Bram', 'Ines']"
)
OFTEN = "ARRAY['Willems', 'Dubois', 'Janssens', 'Peeters']"
BEGINNINGS = (
    "ARRAY['Jans', 'Peet', 'Ma', 'Will', 'Mert', 'Cla', 'Dub', 'Goos', 'Wout', 'Lamb',"
    " 'Mart', 'Herm', 'Verm', 'Lem', 'Mich', 'Aer', 'Copp', 'De S', 'Van D', 'Leclerc']"
)
ENDINGS = (
    "ARRAY['sens', 'ers', 'es', 'ems', 'ens', 'ois', 'man', 'aert', 'inckx', 'eulen',"
    " 'aire', 'iels', 'ts', 'mans', 'met', 'amme', 'veld', 'hove', 'quet', 'beek']"
)
CONTACTS = f"""
INSERT INTO portal_people_contact (id, kind, name, email, phone, city, language,
    created_at, search_text, search_name)
SELECT uuidv7(), kind, name, mail, '+32470' || lpad(n::text, 6, '0'), 'Gent', 'nl',
    now() - n * interval '7 minutes',
    plain || ' ' || replace(plain, ' ', '') || ' ' || mail || ' 32470'
        || lpad(n::text, 6, '0') || ' 470' || lpad(n::text, 6, '0') || ' gent',
    plain || ' ' || replace(plain, ' ', '')
FROM (
    SELECT n, kind, name, mail, translate(lower(name), 'ëïéè', 'eiee') AS plain
    FROM generate_series(1, %(count)s::int) AS n,
        LATERAL (SELECT translate(md5(n::text), '0123456789', 'ghijklmnop') AS w) AS h,
        LATERAL (SELECT initcap(left(h.w, 9)) AS word) AS i,
        LATERAL (SELECT CASE WHEN n %% 4 = 0 THEN 'organisation' ELSE 'person' END
            AS kind, 'person' || n - (n + 1) %% 2 || '@example.com' AS mail) AS j,
        LATERAL (SELECT CASE WHEN n <= 100 THEN ({OFTEN})[1 + n / 4 %% 4]
            ELSE ({BEGINNINGS})[1 + n %% 20] || ({ENDINGS})[1 + n / 20 %% 20]
            END AS family) AS k,
        LATERAL (SELECT CASE WHEN n %% 4 = 0 THEN concat_ws(' ', word, family, 'bv')
            ELSE concat_ws(' ', ({FIRST})[1 + n %% 18], family, word)
            END AS name) AS l
) AS made
"""
POINTS = """
INSERT INTO portal_people_contactpoint (id, contact_id, means, label, value, position)
SELECT uuidv7(), id, 'email', 'Work', 'work.' || email, 0
FROM portal_people_contact WHERE email LIKE 'person%%5@example.com'
"""
ACCOUNTS = """
INSERT INTO tenants_accounts_user (id, password, email, name, role, language, time_zone,
    is_active, joined_at)
SELECT uuidv7(), CASE WHEN n %% 8 = 1 THEN '!waiting' ELSE 'argon2$none' END,
    'in' || n || '@example.com', 'Client ' || n, 'client', 'nl', 'Europe/Brussels',
    true, now()
FROM generate_series(1, %(count)s::int, 4) AS n
"""
ENTRANCES = """
UPDATE portal_people_contact AS c SET user_id = u.id
FROM tenants_accounts_user AS u
WHERE u.email = replace(c.email, 'person', 'in')
    AND NOT EXISTS (SELECT FROM portal_people_contact AS twin
        WHERE twin.email = c.email AND twin.id < c.id)
"""
INVITATIONS = """
INSERT INTO portal_access_invitation (id, user_id, kind, token_digest, created_at,
    created_by_id, expires_at)
SELECT uuidv7(), id, 'mail', sha256(id::text::bytea), now() - interval '1 hour',
    %(sender)s, now() + interval '3 days'
FROM tenants_accounts_user WHERE password = '!waiting' AND role = 'client'
"""

LIST = SEARCH = "desk:people:list"
LISTS = [
    Page(what="contacts", name=LIST),
    Page(what="contacts, a late page", name=LIST, query="page=390", few="page=4"),
    Page(what="contacts, organisations", name=LIST, query="kind=organisation"),
    Page(what="contacts with access", name=LIST, query="access=with"),
    Page(what="contacts: a name", name=SEARCH, query="q=willems"),
    Page(what="contacts: two words", name=SEARCH, query="q=zoe+dubois",
        few="q=zoe+peeters"),
    Page(what="contacts: an accent", name=SEARCH, query="q=hélène", few="q=péeters"),
    Page(what="contacts: a mistake", name=SEARCH, query="q=wilems"),
    Page(what="contacts: two mistakes", name=SEARCH, query="q=oliva+duboi"),
    Page(what="contacts: an address", name=SEARCH, query="q=person77@example.com"),
    Page(what="contacts: a telephone", name=SEARCH, query="q=0470+000077"),
    Page(what="contacts: two letters", name=SEARCH, query="q=bv"),
    Page(what="contacts: nothing", name=SEARCH, query="q=qzyzzyx"),
    Page(what="a contact", name="desk:people:detail", thing="Sofie contact",
        most=MOST_OF_ONE),
    Page(what="duplicates", name="desk:people:duplicates"),
    Page(what="invitations, everybody", name="desk:people:invitations", query="all=1"),
]  # fmt: skip


def furnish(count: int) -> None:
    """So many contacts, with what they have."""
    run(CONTACTS, count=count)
    run(POINTS)
    run(ACCOUNTS, count=count)
    run(ENTRANCES)
    run(INVITATIONS, sender=key("Laura"))
