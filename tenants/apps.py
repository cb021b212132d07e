from django.apps import AppConfig


class TenantsConfig(AppConfig):
    """The ground floor: firms, their addresses, and what keeps them apart."""

    name = "tenants"

    def ready(self) -> None:
        """Give Django's ContentType cache a part for each schema; register checks."""
        from tenants import checks  # noqa: F401, PLC0415  (needs loaded apps)
        from tenants.contenttypes import keep_apart  # noqa: PLC0415

        keep_apart()
