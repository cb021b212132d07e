from django.apps import AppConfig


class BackupConfig(AppConfig):
    """Backups of single firms, and drills. In `public`."""

    name = "provisioning.backup"
    label = "provisioning_backup"
