"""Addresses of requests: /requests/ for clients, /desk/ for the firm."""

from django.urls import path

from portal.requests.views import asking, desk, portal

portal_urls = [
    path("requests/", portal.requests, name="list"),
    path("requests/<uuid:pk>/", portal.detail, name="detail"),
    path("requests/<uuid:pk>/done/", portal.done, name="done"),
    path("requests/<uuid:pk>/receipt/", portal.receipt, name="receipt"),
    path("requests/items/<uuid:pk>/", portal.upload, name="upload"),
    path("requests/files/<uuid:pk>/removal/", portal.removal, name="removal"),
]

# Under /desk/.
desk_urls = [
    path("requests/", desk.requests, name="list"),
    path("cases/<uuid:pk>/requests/", asking.new, name="new"),
    path("requests/<uuid:pk>/", desk.detail, name="detail"),
    path("requests/<uuid:pk>/acceptance/", desk.accept_all, name="accept_all"),
    path("requests/<uuid:pk>/reminder/", desk.remind, name="remind"),
    path("requests/<uuid:pk>/day/", desk.move, name="move"),
    path("requests/<uuid:pk>/removal/", desk.withdraw, name="withdraw"),
    path("requests/<uuid:pk>/return/", desk.resume, name="resume"),
    path("requests/items/<uuid:pk>/acceptance/", desk.accept, name="accept"),
    path("requests/items/<uuid:pk>/rejection/", desk.reject, name="reject"),
]
