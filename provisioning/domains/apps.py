from django.apps import AppConfig


class DomainsConfig(AppConfig):
    """Between the desk's wishes and the claims in `public`."""

    name = "provisioning.domains"
    label = "provisioning_domains"

    def ready(self) -> None:
        """Listen to the outbox."""
        from provisioning.domains import tasks  # noqa: F401, PLC0415  (needs loaded apps)
