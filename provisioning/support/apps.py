from django.apps import AppConfig


class SupportConfig(AppConfig):
    """Support visits and recoveries, in `public`."""

    name = "provisioning.support"
    label = "provisioning_support"
