from django.apps import AppConfig


class SupportConfig(AppConfig):
    """Support visits and recoveries, as the firm sees and decides them."""

    name = "portal.support"
    label = "portal_support"

    def ready(self) -> None:
        """Listen to the outbox."""
        from portal.support import tasks  # noqa: F401, PLC0415  (needs loaded apps)
