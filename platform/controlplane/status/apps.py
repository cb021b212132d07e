from django.apps import AppConfig


class StatusConfig(AppConfig):
    """What is unwell, and what is on its way."""

    name = "controlplane.status"
    label = "controlplane_status"
