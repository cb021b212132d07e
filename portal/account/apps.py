from django.apps import AppConfig


class AccountConfig(AppConfig):
    """The account page, and the limits of a session."""

    name = "portal.account"
    label = "portal_account"
