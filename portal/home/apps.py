from django.apps import AppConfig


class HomeConfig(AppConfig):
    """The first page of the portal and of the desk. No models."""

    name = "portal.home"
    label = "portal_home"
