from django.apps import AppConfig


class UiConfig(AppConfig):
    """The design system: templates, form rendering, styles and icons. No models."""

    name = "portal.ui"
    label = "portal_ui"
