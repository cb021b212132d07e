"""Practice areas, a client's own title, access by party, closing and keeping."""

import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import tenants.keys

ROLES = [
    ("client", "Client"),
    ("co_client", "Co-client"),
    ("opposing_party", "Opposing party"),
    ("opposing_counsel", "Opposing counsel"),
    ("witness", "Witness"),
    ("expert", "Expert"),
    ("court", "Court"),
    ("insurer", "Insurer"),
    ("other", "Other"),
]
CASE, AREA = "portal_cases_case", "portal_cases_practicearea"


def _name(label):
    return models.CharField(
        blank=True, db_default="", default="", max_length=80, verbose_name=label
    )


class Migration(migrations.Migration):
    dependencies = [("portal_cases", "0002_members_and_sections")]

    operations = [
        migrations.CreateModel(
            name="PracticeArea",
            fields=[
                ("id", models.UUIDField(default=tenants.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ("slug", models.SlugField(editable=False, max_length=40, unique=True)),
                ("code", models.CharField(max_length=8, unique=True, verbose_name="Short code")),
                ("name_nl", _name("Nederlands")),
                ("name_fr", _name("Français")),
                ("name_de", _name("Deutsch")),
                ("name_en", _name("English")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="Place in the list")),
                ("is_active", models.BooleanField(default=True, verbose_name="Offered for new cases")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("code__regex", "^[A-Z0-9]{1,8}$")), name="practice_area_code_form"),
                    models.CheckConstraint(condition=models.Q(("name_de", ""), ("name_en", ""), ("name_fr", ""), ("name_nl", ""), _negated=True), name="practice_area_has_name"),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseRules",
            fields=[
                ("id", models.UUIDField(default=tenants.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ("is_only", models.BooleanField(default=True, editable=False, unique=True)),
                ("pattern", models.CharField(default="{year}/{number:4}", max_length=60, verbose_name="Pattern")),
                ("restarts", models.BooleanField(default=True, verbose_name="Begin at 1 again each year")),
                ("read_days", models.PositiveSmallIntegerField(blank=True, default=90, null=True, validators=[django.core.validators.MaxValueValidator(3660)])),
                ("keep_years", models.PositiveSmallIntegerField(default=5, validators=[django.core.validators.MinValueValidator(5), django.core.validators.MaxValueValidator(50)])),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("is_only", True)), name="case_rules_only_one"),
                    models.CheckConstraint(condition=models.Q(("pattern__regex", "[{]number(:[1-9])?[}]")), name="case_rules_pattern_counts"),
                    models.CheckConstraint(condition=models.Q(("keep_years__gte", 5)), name="case_rules_keep_long_enough"),
                ],
            },
        ),
        migrations.AddField("case", "client_title", models.CharField(blank=True, db_default="", default="", max_length=200, verbose_name="Title for the client")),
        migrations.AddField("case", "practice_area", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="cases", to="portal_cases.practicearea", verbose_name="Practice area")),
        migrations.AddField("case", "opened_on", models.DateField(null=True, verbose_name="Opened on")),
        migrations.AddField("case", "closed_on", models.DateField(editable=False, null=True)),
        migrations.AddField("case", "readable_until", models.DateField(editable=False, null=True)),
        migrations.AddField("case", "retain_until", models.DateField(editable=False, null=True)),
        migrations.AddField("case", "legal_hold", models.BooleanField(db_default=False, default=False, editable=False)),
        migrations.AddField("case", "hold_reason", models.CharField(blank=True, db_default="", default="", max_length=300, verbose_name="Reason")),
        migrations.AddField("case", "search_text", models.TextField(db_default="", default="", editable=False)),
        migrations.AddField("party", "has_access", models.BooleanField(db_default=True, default=True, verbose_name="Sees the case on the portal")),
        migrations.AddField("party", "access_from", models.DateField(blank=True, null=True, verbose_name="From")),
        migrations.AlterField("party", "role", models.CharField(choices=ROLES, max_length=20, verbose_name="Role in the case")),
        migrations.RemoveConstraint("party", "party_role_known"),
        migrations.AddConstraint("party", models.CheckConstraint(condition=models.Q(("role__in", [value for value, _label in ROLES])), name="party_role_known")),
        migrations.AddConstraint("case", models.CheckConstraint(condition=models.Q(("closed_on", None), ("opened_on", None), ("closed_on__gte", models.F("opened_on")), _connector="OR"), name="case_closed_on_after_opening")),
        migrations.AddConstraint("case", models.CheckConstraint(condition=models.Q(("legal_hold", False), models.Q(("hold_reason", ""), _negated=True), _connector="OR"), name="case_hold_has_reason")),
        migrations.AddIndex("case", django.contrib.postgres.indexes.GinIndex(fields=["search_text"], name="case_search", opclasses=["gin_trgm_ops"])),
    ]  # fmt: skip
