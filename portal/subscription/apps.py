from django.apps import AppConfig


class SubscriptionConfig(AppConfig):
    """The firm's plan, exports and closing."""

    name = "portal.subscription"
    label = "portal_subscription"

    def ready(self) -> None:
        """Listen to the outbox."""
        from portal.subscription import (  # noqa: PLC0415  (needs loaded apps)
            stored,
            tasks,  # noqa: F401
        )

        stored.register()
