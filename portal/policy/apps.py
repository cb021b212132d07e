from django.apps import AppConfig


class PolicyConfig(AppConfig):
    """The firm's own rules of access, one row."""

    name = "portal.policy"
    label = "portal_policy"
