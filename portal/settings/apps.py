from django.apps import AppConfig


class SettingsConfig(AppConfig):
    """The index of the firm's settings. It has no tables."""

    name = "portal.settings"
    label = "portal_settings"
