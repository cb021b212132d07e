from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Cases and their parties."""

    name = "portal.cases"
    label = "portal_cases"

    def ready(self) -> None:
        """Show a contact's cases on its page; say whose sections hold anything."""
        from portal.cases import (  # noqa: PLC0415  (loaded apps)
            contact_belonging,
            contact_part,
            home_part,
            reading,
        )

        contact_belonging.register_parties()
        contact_part.register()
        home_part.register_panels()
        reading.register()
