from django.apps import AppConfig


class AccountConfig(AppConfig):
    """The account page, and the limits of a session."""

    name = "portal.account"
    label = "portal_account"

    def ready(self) -> None:
        """Register who listens to events."""
        from portal.account import tasks  # noqa: F401, PLC0415  (needs loaded apps)
