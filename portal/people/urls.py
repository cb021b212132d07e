"""Addresses of contacts, under /desk/contacts/."""

from django.urls import path

from portal.people.views import access, desk

desk_urls = [
    path("", desk.contacts, name="list"),
    path("new/", desk.new, name="new"),
    path("<uuid:pk>/", desk.detail, name="detail"),
    path("<uuid:pk>/edit/", desk.edit, name="edit"),
    path("<uuid:pk>/invitation/", access.invitation, name="invitation"),
    path(
        "<uuid:pk>/invitation/removal/",
        access.invitation_removal,
        name="invitation_removal",
    ),
    path("<uuid:pk>/access/removal/", access.access_removal, name="access_removal"),
]
