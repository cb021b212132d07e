from django.apps import AppConfig


class SignupConfig(AppConfig):
    """Sign-ups, in `public`."""

    name = "controlplane.signup"
    label = "controlplane_signup"

    def ready(self) -> None:
        """Listen to the outbox."""
        from controlplane.signup import tasks  # noqa: F401, PLC0415  (needs loaded apps)
