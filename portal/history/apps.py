from django.apps import AppConfig


class HistoryConfig(AppConfig):
    """Pages over the firm's audit log. No models of its own."""

    name = "portal.history"
    label = "portal_history"

    def ready(self) -> None:
        """Lead from a client's case to who opened it, and listen to the outbox."""
        from portal.history import case_part, tasks  # noqa: F401, PLC0415  (loaded apps)

        case_part.register()
