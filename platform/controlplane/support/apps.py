from django.apps import AppConfig


class SupportConfig(AppConfig):
    """Pages about visits and recoveries. No models: see provisioning.support."""

    name = "controlplane.support"
    label = "controlplane_support"
