"""The plans with which the platform starts; operators change them."""

from django.db import migrations

GB = 10**9
PLANS = (
    ("Start", 5, 10 * GB, 1, True),
    ("Practice", 25, 200 * GB, 3, False),
    ("Unlimited", None, None, None, False),
)


def make_plans(apps, schema_editor):
    plan = apps.get_model("tenants", "Plan")
    for position, (name, staff, storage, domains, is_default) in enumerate(PLANS):
        plan.objects.get_or_create(
            name=name,
            defaults={
                "staff_limit": staff,
                "storage_limit_bytes": storage,
                "domain_limit": domains,
                "is_default": is_default,
                "position": position,
            },
        )


class Migration(migrations.Migration):

    dependencies = [("tenants", "0003_plan_and_life")]

    operations = [migrations.RunPython(make_plans, migrations.RunPython.noop)]
