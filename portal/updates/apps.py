from django.apps import AppConfig


class UpdatesConfig(AppConfig):
    """Updates of cases, and the promise of a next one."""

    name = "portal.updates"
    label = "portal_updates"

    def ready(self) -> None:
        """Show updates on a case's pages; say whom they tell; follow the cases."""
        from portal.updates import (  # noqa: PLC0415  (needs loaded apps)
            case_part,
            contact_belonging,
            events,
            home_part,
            promises,
        )

        case_part.register()
        contact_belonging.register_updates()
        events.register()
        home_part.register_panels()
        promises.follow_cases()
