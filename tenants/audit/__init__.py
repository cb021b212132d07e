"""Who did what to which thing, when: append-only, in the transaction of the change."""

from tenants.audit.recording import read, record

__all__ = ["read", "record"]
