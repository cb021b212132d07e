from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tenants_factors', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='recoverycodes',
            name='salt',
            field=models.BinaryField(max_length=16, null=True),
        ),
    ]
