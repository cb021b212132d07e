from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """Events and their deliveries."""

    name = "tenants.outbox"
    label = "tenants_outbox"
