from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("portal_branding", "0001_initial")]

    operations = [
        migrations.AddField(
            "brand", "motto", models.CharField(max_length=80, null=True)
        ),
    ]
