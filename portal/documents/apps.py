from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Documents of a case, internal until somebody shares them."""

    name = "portal.documents"
    label = "portal_documents"

    def ready(self) -> None:
        """Show the documents on a case's pages, and listen to the outbox."""
        from portal.documents import tasks  # noqa: F401, PLC0415  (needs loaded apps)
        from portal.documents.case_part import register  # noqa: PLC0415

        register()
