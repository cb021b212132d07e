from django.apps import AppConfig


class UsageConfig(AppConfig):
    """Numbers of each firm, in `public`."""

    name = "provisioning.usage"
    label = "provisioning_usage"
