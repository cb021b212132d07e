from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Pages and actions about plans. The model is tenants.Plan."""

    name = "controlplane.plans"
    label = "controlplane_plans"
