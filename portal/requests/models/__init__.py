"""Requests, their items, what came back, and the lists a firm starts from."""

from portal.requests.models.items import Item, ItemState, Submission
from portal.requests.models.request import (
    LONGEST,
    LONGEST_TITLE,
    Request,
    RequestQuerySet,
    State,
)
from portal.requests.models.templates import RequestTemplate

__all__ = [
    "LONGEST",
    "LONGEST_TITLE",
    "Item",
    "ItemState",
    "Request",
    "RequestQuerySet",
    "RequestTemplate",
    "State",
    "Submission",
]
