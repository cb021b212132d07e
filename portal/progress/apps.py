from django.apps import AppConfig


class ProgressConfig(AppConfig):
    """Stages of cases, for the firm and its clients."""

    name = "portal.progress"
    label = "portal_progress"

    def ready(self) -> None:
        """Show where a case stands on its pages; say whom a change tells."""
        from portal.progress import case_part, events  # noqa: PLC0415  (loaded apps)

        case_part.register()
        events.register()
