from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Contacts: the people and organisations that the firm knows."""

    name = "portal.people"
    label = "portal_people"
