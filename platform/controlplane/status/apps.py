from django.apps import AppConfig


class StatusConfig(AppConfig):
    """What is unwell, and what is on its way."""

    name = "controlplane.status"
    label = "controlplane_status"

    def ready(self) -> None:
        """Listen to the outbox, and to the workers' heart."""
        from controlplane.status import tasks, workers  # noqa: F401, PLC0415
