from django.apps import AppConfig


class RolloutsConfig(AppConfig):
    """Fleet migrations, in `public`."""

    name = "tenants.rollouts"
    label = "tenants_rollouts"
