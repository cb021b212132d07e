from django.apps import AppConfig


class AddressesConfig(AppConfig):
    """The firm's own addresses, as its desk shows them."""

    name = "portal.addresses"
    label = "portal_addresses"

    def ready(self) -> None:
        """Listen to the outbox."""
        from portal.addresses import tasks  # noqa: F401, PLC0415  (needs loaded apps)
