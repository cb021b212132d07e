import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models

import tenants.keys

# For the contacts that are there. What the actions write differs a little (points, the
# national form of a number); the daily task `people.refresh` puts it right.
FILL = """
    UPDATE portal_people_contact
       SET search_text = lower(unaccent(concat_ws(' ', name, email, phone))),
           search_name = lower(unaccent(name))
     WHERE search_text = ''
"""


def text(label, **options):
    return models.CharField(blank=True, db_default="", default="", verbose_name=label, **options)


class Migration(migrations.Migration):

    dependencies = [
        ("portal_people", "0002_delegations"),
    ]

    operations = [
        migrations.AddField("contact", "street", text("Street and number", max_length=200)),
        migrations.AddField("contact", "postal_code", text("Postal code", max_length=16)),
        migrations.AddField("contact", "city", text("Town", max_length=80)),
        migrations.AddField("contact", "country", text("Country", max_length=60)),
        migrations.AddField("contact", "enterprise_number", text("Enterprise number", max_length=10)),
        migrations.AddField("contact", "vat_number", text("VAT number", max_length=20)),
        migrations.AddField("contact", "external_id", text("Number in another program", max_length=80)),
        migrations.AddField(
            "contact",
            "notes",
            models.TextField(blank=True, db_default="", default="", verbose_name="Notes"),
        ),
        migrations.AddField(
            "contact",
            "search_text",
            models.TextField(db_default="", default="", editable=False),
        ),
        migrations.AddField(
            "contact",
            "search_name",
            models.TextField(db_default="", default="", editable=False),
        ),
        migrations.CreateModel(
            name="ContactPoint",
            fields=[
                ("id", models.UUIDField(default=tenants.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ("means", models.CharField(choices=[("email", "E-mail address"), ("phone", "Phone number")], max_length=8)),
                ("label", models.CharField(blank=True, max_length=40)),
                ("value", models.CharField(max_length=254)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("contact", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="points", to="portal_people.contact")),
            ],
            options={
                "indexes": [models.Index(fields=["value"], name="point_value")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("means__in", ["email", "phone"])), name="point_means_known"),
                    models.CheckConstraint(condition=models.Q(("value", ""), _negated=True), name="point_has_value"),
                    models.CheckConstraint(
                        condition=models.Q(("value", django.db.models.functions.text.Lower("value"))),
                        name="point_lower_case",
                    ),
                    models.UniqueConstraint(fields=("contact", "means", "value"), name="point_once"),
                ],
            },
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AddConstraint(
            "contact",
            models.CheckConstraint(
                condition=models.Q(
                    ("enterprise_number", ""),
                    ("enterprise_number__regex", "^[0-9]{10}$"),
                    _connector="OR",
                ),
                name="contact_enterprise_number_digits",
            ),
        ),
        migrations.AddIndex(
            "contact",
            models.Index(
                condition=models.Q(("external_id", ""), _negated=True),
                fields=["external_id"],
                name="contact_external_id",
            ),
        ),
        migrations.AddIndex(
            "contact",
            models.Index(
                condition=models.Q(("enterprise_number", ""), _negated=True),
                fields=["enterprise_number"],
                name="contact_enterprise_number",
            ),
        ),
        migrations.AddIndex(
            "contact",
            django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["search_text"], name="contact_search", opclasses=["gin_trgm_ops"]
            ),
        ),
        migrations.AddIndex(
            "contact",
            django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["search_name"], name="contact_search_name", opclasses=["gin_trgm_ops"]
            ),
        ),
    ]
