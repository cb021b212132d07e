from django.apps import AppConfig


class SupportConfig(AppConfig):
    """Support visits and recoveries, in `public`."""

    name = "provisioning.support"
    label = "provisioning_support"

    def ready(self) -> None:
        """Listen to the outbox."""
        from provisioning.support import tasks  # noqa: F401, PLC0415  (loaded apps)
