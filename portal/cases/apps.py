from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Cases and their parties."""

    name = "portal.cases"
    label = "portal_cases"

    def ready(self) -> None:
        """Show a contact's cases on the contact's page."""
        from portal.cases.contact_part import register  # noqa: PLC0415  (loaded apps)

        register()
