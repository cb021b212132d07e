from django.apps import AppConfig


class TeamConfig(AppConfig):
    """Operators and their invitations, in `public`."""

    name = "controlplane.team"
    label = "controlplane_team"

    def ready(self) -> None:
        """Listen to the outbox."""
        from controlplane.team import tasks  # noqa: F401, PLC0415  (needs loaded apps)
