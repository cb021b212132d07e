import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import tenants.keys

STATES = [
    ("mapping", "Columns to be chosen"),
    ("checking", "Being checked"),
    ("checked", "Ready to import"),
    ("importing", "Being imported"),
    ("done", "Imported"),
    ("failed", "Not readable"),
    ("removed", "Stopped"),
]


class Migration(migrations.Migration):

    dependencies = [
        ("portal_people", "0003_ways_to_find_and_reach"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ContactImport",
            fields=[
                ("id", models.UUIDField(default=tenants.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ("file_name", models.CharField(max_length=200)),
                ("columns", models.JSONField(default=dict)),
                ("state", models.CharField(choices=STATES, default="mapping", max_length=16)),
                ("lines", models.PositiveIntegerField(default=0)),
                ("good", models.PositiveIntegerField(default=0)),
                ("known", models.PositiveIntegerField(default=0)),
                ("bad", models.PositiveIntegerField(default=0)),
                ("imported", models.PositiveIntegerField(default=0)),
                ("created_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
                ("forgotten_at", models.DateTimeField(null=True)),
                ("created_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "indexes": [models.Index(fields=["-created_at", "-id"], name="contact_import_created")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", [state for state, _label in STATES])),
                        name="contact_import_state_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "importing")),
                        fields=("state",),
                        name="contact_import_one_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportProblem",
            fields=[
                ("id", models.UUIDField(default=tenants.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ("line", models.PositiveIntegerField()),
                ("column", models.CharField(blank=True, max_length=100)),
                ("value", models.CharField(blank=True, max_length=200)),
                ("code", models.CharField(max_length=24)),
                ("is_known", models.BooleanField(default=False)),
                ("contact", models.UUIDField(null=True)),
                ("other_line", models.PositiveIntegerField(null=True)),
                ("job", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="problems", to="portal_people.contactimport")),
            ],
            options={
                "indexes": [models.Index(fields=["job", "is_known", "line", "id"], name="import_problem_line")],
            },
        ),
    ]
