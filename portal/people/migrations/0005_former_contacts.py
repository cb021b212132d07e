import django.db.models.deletion
from django.db import migrations, models

import tenants.keys


class Migration(migrations.Migration):

    dependencies = [
        ("portal_people", "0004_imports"),
    ]

    operations = [
        migrations.CreateModel(
            name="FormerContact",
            fields=[
                ("id", models.UUIDField(default=tenants.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ("merged_at", models.DateTimeField()),
                ("contact", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="former", to="portal_people.contact")),
            ],
            options={"abstract": False},
        ),
    ]
