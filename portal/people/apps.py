from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Contacts: the people and organisations that the firm knows."""

    name = "portal.people"
    label = "portal_people"

    def ready(self) -> None:
        """Listen to the outbox."""
        from portal.people import own_belongings, tasks  # noqa: F401, PLC0415

        own_belongings.register_own()
