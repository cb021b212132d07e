from django.apps import AppConfig
from django.core.checks import Tags, register


class AccessConfig(AppConfig):
    """Sign-in, invitations and the gate."""

    name = "portal.access"
    label = "portal_access"

    def ready(self) -> None:
        """Register the check of all views, and who listens to events."""
        from portal.access import tasks  # noqa: F401, PLC0415  (needs loaded apps)
        from portal.access.checks import views_declare  # noqa: PLC0415

        register(views_declare, Tags.security, Tags.urls)
