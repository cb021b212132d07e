from django.apps import AppConfig


class CertificatesConfig(AppConfig):
    """Certificates of hosts. Its rows are in tenants.domains; here are the tasks."""

    name = "provisioning.certificates"
    label = "provisioning_certificates"

    def ready(self) -> None:
        """Listen to the outbox."""
        from provisioning.certificates import tasks  # noqa: F401, PLC0415  (needs apps)
