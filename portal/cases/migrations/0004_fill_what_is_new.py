"""Days, retention and search text of the cases that a firm has, and its first areas.

Plain SQL, because it runs in every firm's own transaction. A case of before has no end
to its clients' reading: nobody told them of one. Days are those of Brussels, where all
firms are until now. The search text is what `portal.cases.search.text` writes.
"""

from django.db import migrations

DAYS = r"""
UPDATE portal_cases_case SET
    opened_on = (opened_at AT TIME ZONE 'Europe/Brussels')::date,
    closed_on = (closed_at AT TIME ZONE 'Europe/Brussels')::date,
    retain_until =
        ((closed_at AT TIME ZONE 'Europe/Brussels')::date + interval '5 years')::date,
    search_text = btrim(regexp_replace(translate(
        lower(extensions.unaccent(
            reference || ' ' || regexp_replace(reference, '[^0-9]', '', 'g') || ' ' || title
        )), '-''’‘`', ' '
    ), '\s+', ' ', 'g'))
"""
AREAS = """
INSERT INTO portal_cases_practicearea
    (id, slug, code, name_nl, name_fr, name_de, name_en, position, is_active)
SELECT uuidv7(), slug, code, nl, fr, de, en, position, true
FROM (VALUES
    ('civil', 'CIV', 'Burgerlijk recht', 'Droit civil', 'Zivilrecht', 'Civil law', 1),
    ('criminal', 'CRI', 'Strafrecht', 'Droit pénal', 'Strafrecht', 'Criminal law', 2),
    ('family', 'FAM', 'Familierecht', 'Droit de la famille', 'Familienrecht', 'Family law', 3),
    ('corporate', 'COR', 'Ondernemingsrecht', 'Droit des sociétés', 'Gesellschaftsrecht', 'Corporate law', 4),
    ('debt-collection', 'INC', 'Incasso', 'Recouvrement', 'Inkasso', 'Debt collection', 5)
) AS area (slug, code, nl, fr, de, en, position)
"""  # noqa: E501  (a table)


class Migration(migrations.Migration):
    dependencies = [("portal_cases", "0003_areas_and_closing")]

    operations = [
        migrations.RunSQL(DAYS, migrations.RunSQL.noop),
        migrations.RunSQL(AREAS, "DELETE FROM portal_cases_practicearea"),
    ]
