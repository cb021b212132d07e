from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Notices: what people are told, when, and once."""

    name = "portal.notifications"
    label = "portal_notifications"

    def ready(self) -> None:
        """Listen to the outbox."""
        from portal.notifications import tasks  # noqa: F401, PLC0415  (loaded apps)
