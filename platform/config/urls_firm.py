"""What answers on a firm's host: the portal at `/`, the desk under `/desk/`."""

from portal.urls import handler403, handler404, handler500, urlpatterns

__all__ = ["handler403", "handler404", "handler500", "urlpatterns"]
