from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Users and sessions."""

    name = "tenants.accounts"
    label = "tenants_accounts"
