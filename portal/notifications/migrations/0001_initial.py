import django.db.models.deletion
import tenants.keys
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Announcement',
            fields=[
                ('id', models.UUIDField(default=tenants.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=64)),
                ('subject', models.UUIDField()),
                ('place', models.UUIDField()),
                ('moment', models.DateTimeField(null=True)),
                ('days_before', models.PositiveSmallIntegerField(default=0)),
                ('asked_at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('is_withdrawn', models.BooleanField(default=False)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('ended_at', None)), fields=['place'], name='announcement_open_in_place')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('kind', 'subject', 'days_before'), name='announcement_one_open'), models.CheckConstraint(condition=models.Q(('is_withdrawn', False), ('ended_at__isnull', False), _connector='OR'), name='announcement_withdrawn_ended')],
            },
        ),
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.UUIDField(default=tenants.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('place', models.UUIDField()),
                ('template', models.CharField(max_length=100)),
                ('due_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('outcome', models.CharField(blank=True, choices=[('sent', 'Sent'), ('nothing', 'Nothing'), ('refused', 'Refused')], max_length=8)),
                ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='letters', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('outcome', 'sent')), fields=['place', '-ended_at'], name='letter_sent_about_place')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('recipient', 'place', 'template'), name='letter_one_open'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('outcome', '')), models.Q(('ended_at__isnull', False), ('outcome__in', ['sent', 'nothing', 'refused'])), _connector='OR'), name='letter_end_has_outcome')],
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.UUIDField(default=tenants.keys.uuid7, editable=False, primary_key=True, serialize=False)),
                ('made_at', models.DateTimeField()),
                ('dropped_at', models.DateTimeField(null=True)),
                ('why', models.CharField(blank=True, choices=[('withdrawn', 'Withdrawn'), ('not_visible', 'Not Visible')], max_length=16)),
                ('announcement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to='portal_notifications.announcement')),
                ('letter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to='portal_notifications.letter')),
                ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('announcement', 'recipient'), name='notice_once'), models.CheckConstraint(condition=models.Q(models.Q(('dropped_at', None), ('why', '')), models.Q(('dropped_at__isnull', False), ('why__in', ['withdrawn', 'not_visible'])), _connector='OR'), name='notice_drop_has_reason')],
            },
        ),
    ]
