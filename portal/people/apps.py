from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Contacts: the people and organisations that the firm knows."""

    name = "portal.people"
    label = "portal_people"

    def ready(self) -> None:
        """Listen to the outbox."""
        from portal.people import (  # noqa: PLC0415  (needs loaded apps)
            home_part,
            own_belongings,
            stored,
            tasks,  # noqa: F401
        )

        own_belongings.register_own()
        home_part.register_panels()
        stored.register()
