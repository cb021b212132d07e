"""What answers on a firm's host: the portal at `/`, the desk under `/desk/`."""

from portal.urls import urlpatterns

__all__ = ["urlpatterns"]
