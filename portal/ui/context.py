"""The context processor behind `page`: see portal.ui.page for who builds it."""

from django.http import HttpRequest

from portal.ui.page import Page


def page(request: HttpRequest) -> dict[str, Page]:
    """Give templates the page that a middleware set, or a neutral one."""
    return {"page": getattr(request, "page", None) or Page()}
