from django.apps import AppConfig


class StaffConfig(AppConfig):
    """Settings > Team: inviting colleagues, their roles, and when they leave."""

    name = "portal.staff"
    label = "portal_staff"
