"""Who did what to which thing, when: append-only, in the transaction of the change."""

from tenants.audit.recording import record

__all__ = ["record"]
