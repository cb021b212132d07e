"""Files of a firm, encrypted, in a folder or in S3, apart from those of other firms."""

from tenants.storage.errors import StorageAway
from tenants.storage.firm import FirmStorage

__all__ = ["FirmStorage", "StorageAway"]
