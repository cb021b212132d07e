from django.apps import AppConfig


class ExportsConfig(AppConfig):
    """Makes exports, and closes firms at their own wish."""

    name = "provisioning.exports"
    label = "provisioning_exports"

    def ready(self) -> None:
        """Listen to the outbox."""
        from provisioning.exports import tasks  # noqa: F401, PLC0415
