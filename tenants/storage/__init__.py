"""Files of a firm, kept in a folder or in S3, apart from those of other firms."""

from tenants.storage.firm import FirmStorage

__all__ = ["FirmStorage"]
