from django.apps import AppConfig


class LogConfig(AppConfig):
    """Pages over the audit log of `public`. No models of its own."""

    name = "controlplane.log"
    label = "controlplane_log"
