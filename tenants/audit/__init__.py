"""Who did what to which thing, when: append-only, in the transaction of the change."""

from tenants.audit.recording import read, record, record_many

__all__ = ["read", "record", "record_many"]
