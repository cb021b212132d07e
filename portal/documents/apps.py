from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Documents of a case, internal until somebody shares them."""

    name = "portal.documents"
    label = "portal_documents"

    def ready(self) -> None:
        """Show the documents on a case's pages, and listen to the outbox."""
        from portal.documents import (  # noqa: PLC0415  (needs loaded apps)
            case_part,
            contact_part,
            events,
            home_part,
            stored,
            tasks,  # noqa: F401
        )

        case_part.register()
        contact_part.register()
        events.register()
        home_part.register_panels()
        stored.register()
