from django.apps import AppConfig


class FactorsConfig(AppConfig):
    """Second factors, of operators in `public` and of a firm's people in its schema."""

    name = "tenants.factors"
    label = "tenants_factors"
