from django.apps import AppConfig


class SecurityConfig(AppConfig):
    """The pages of the firm's rules, and their enforcement at the gate."""

    name = "portal.security"
    label = "portal_security"
