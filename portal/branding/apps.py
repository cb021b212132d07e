from django.apps import AppConfig


class BrandingConfig(AppConfig):
    """The firm's colour, and the page and the mail that wear it."""

    name = "portal.branding"
    label = "portal_branding"
