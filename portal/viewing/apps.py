from django.apps import AppConfig


class ViewingConfig(AppConfig):
    """View as client."""

    name = "portal.viewing"
    label = "portal_viewing"

    def ready(self) -> None:
        """Offer it on the desk's pages of contacts and cases."""
        from portal.viewing import case_part, contact_part, tasks  # noqa: F401, PLC0415

        contact_part.register()
        case_part.register()
