from django.apps import AppConfig


class FrameConfig(AppConfig):
    """The operators' page frame and sign-in. No models of its own."""

    name = "controlplane.frame"
    label = "controlplane_frame"
