from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The audit log of a firm, and of the operators in `public`."""

    name = "tenants.audit"
    label = "tenants_audit"
