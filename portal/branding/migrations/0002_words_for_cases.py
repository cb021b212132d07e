"""The firm's own word for a case, by language; see portal/branding/case_words.py."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("portal_branding", "0001_initial")]

    operations = [
        migrations.AddField(
            "brand",
            "case_words",
            models.JSONField(
                db_default=models.Value({}, output_field=models.JSONField()),
                default=dict,
            ),
        )
    ]
