from django.apps import AppConfig


class DomainsConfig(AppConfig):
    """Pages about addresses and certificates."""

    name = "controlplane.domains"
    label = "controlplane_domains"
