from django.apps import AppConfig


class FactorsConfig(AppConfig):
    """The pages about second factors."""

    name = "portal.factors"
    label = "portal_factors"
