"""Addresses of contacts, under /desk/contacts/."""

from django.urls import path

from portal.people.views import desk

desk_urls = [
    path("", desk.contacts, name="list"),
    path("new/", desk.new, name="new"),
    path("<uuid:pk>/", desk.detail, name="detail"),
    path("<uuid:pk>/edit/", desk.edit, name="edit"),
    path("<uuid:pk>/invitation/", desk.invitation, name="invitation"),
]
