from django.apps import AppConfig


class CalendarConfig(AppConfig):
    """What is due when, for the firm and its clients."""

    name = "portal.calendar"
    label = "portal_calendar"

    def ready(self) -> None:
        """Show dates on the pages of cases and accounts; say whom they concern."""
        from portal.calendar import (  # noqa: PLC0415  (loaded apps)
            account_part,
            case_part,
            contact_belonging,
            events,
            home_part,
        )

        case_part.register()
        account_part.register()
        contact_belonging.register_dates()
        events.register()
        home_part.register_panels()
