from django.db import migrations, models


def fill(apps, schema_editor):
    brand = apps.get_model("portal_branding", "Brand")
    for each in brand.objects.filter(motto=None):
        each.motto = f"Our colour is {each.colour}"
        each.save(update_fields=["motto"])


class Migration(migrations.Migration):
    dependencies = [("portal_branding", "0002_motto")]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddField("brand", "note", models.TextField(null=True)),
    ]
