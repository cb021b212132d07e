import django.contrib.postgres.indexes
import django.db.models.fields.json
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tenants_audit', '0004_seals'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['address', '-at'], name='audit_entry_address'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(condition=models.Q(('actor_kind__in', ['support', 'token', 'system'])), fields=['actor_kind', '-at'], name='audit_entry_kind'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=django.contrib.postgres.indexes.GinIndex(django.db.models.fields.json.KeyTransform('ids', 'details'), condition=models.Q(('action', 'support.viewed')), name='audit_entry_guest'),
        ),
    ]
