import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import tenants.keys


class Migration(migrations.Migration):

    dependencies = [
        ("portal_people", "0005_former_contacts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            "contact", "erased_at", models.DateTimeField(editable=False, null=True)
        ),
        migrations.CreateModel(
            name="PersonalCopy",
            fields=[
                ("id", models.UUIDField(default=tenants.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ("state", models.CharField(choices=[("waiting", "Being made"), ("ready", "Ready"), ("removed", "Removed")], default="waiting", max_length=16)),
                ("size", models.PositiveBigIntegerField(default=0)),
                ("requested_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(null=True)),
                ("contact", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="copies", to="portal_people.contact")),
                ("requested_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("state__in", ["waiting", "ready", "removed"])), name="copy_state_known"),
                    models.UniqueConstraint(condition=models.Q(("state", "waiting")), fields=("contact",), name="copy_one_waiting"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ContactErasure",
            fields=[
                ("id", models.UUIDField(default=tenants.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ("contact", models.UUIDField(unique=True)),
                ("basis", models.CharField(choices=[("asked", "The person asked for it (GDPR, article 17)"), ("kept", "It need not be kept any more"), ("mistake", "It should never have been here")], max_length=16)),
                ("outcome", models.CharField(choices=[("deleted", "Deleted"), ("anonymised", "Made anonymous")], max_length=16)),
                ("counts", models.JSONField(default=dict)),
                ("erased_at", models.DateTimeField()),
                ("erased_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("basis__in", ["asked", "kept", "mistake"])), name="erasure_basis_known"),
                    models.CheckConstraint(condition=models.Q(("outcome__in", ["deleted", "anonymised"])), name="erasure_outcome_known"),
                ],
            },
        ),
    ]
