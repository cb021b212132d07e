from django.apps import AppConfig


class FleetConfig(AppConfig):
    """Pages about firms."""

    name = "controlplane.fleet"
    label = "controlplane_fleet"
