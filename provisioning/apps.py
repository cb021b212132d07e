from django.apps import AppConfig


class ProvisioningConfig(AppConfig):
    """Makes firms."""

    name = "provisioning"
    label = "provisioning"

    def ready(self) -> None:
        """Listen to the outbox."""
        from provisioning import tasks  # noqa: F401, PLC0415  (needs loaded apps)
