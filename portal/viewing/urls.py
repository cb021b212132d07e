"""Addresses: beginning is under the contact's, stopping is the portal's own."""

from django.urls import path

from portal.viewing.views import desk, end

desk_urls = [
    path("<uuid:pk>/view/", desk.contact, name="begin"),
    path(
        "<uuid:pk>/delegates/<uuid:delegation_pk>/view/",
        desk.delegate,
        name="begin_delegate",
    ),
]
portal_urls = [path("viewing/end/", end.end, name="end")]
