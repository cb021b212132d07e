import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import tenants.keys


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Viewing",
            fields=[
                ("id", models.UUIDField(default=tenants.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ("began_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField()),
                ("client", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("viewer", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("viewer", models.F("client")), _negated=True),
                        name="viewing_of_somebody_else",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("seen_at__gte", models.F("began_at"))),
                        name="viewing_seen_after_begin",
                    ),
                ],
            },
        ),
    ]
