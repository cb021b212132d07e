from django.apps import AppConfig


class HistoryConfig(AppConfig):
    """Pages over the firm's audit log. No models of its own."""

    name = "portal.history"
    label = "portal_history"

    def ready(self) -> None:
        """Lead from a client's case to who opened it."""
        from portal.history.case_part import register  # noqa: PLC0415

        register()
