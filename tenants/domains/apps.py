from django.apps import AppConfig


class DomainsConfig(AppConfig):
    """Addresses of firms' own: claims, DNS, certificates. In `public`."""

    name = "tenants.domains"
    label = "tenants_domains"
