from django.apps import AppConfig


class RequestsConfig(AppConfig):
    """What the firm asks its clients to send."""

    name = "portal.requests"
    label = "portal_requests"

    def ready(self) -> None:
        """Show requests on a case's pages, say whom they tell, hear of the scanner."""
        from portal.requests import (  # noqa: PLC0415  (needs loaded apps)
            case_part,
            events,
            home_part,
            refusals,  # noqa: F401
        )

        case_part.register()
        events.register()
        home_part.register_panels()
