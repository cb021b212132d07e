"""Addresses: the desk's log, and under each case of the portal who opened it."""

from django.urls import path

from portal.history.views import desk, portal

desk_urls = [
    path("", desk.entries, name="list"),
    path("csv/", desk.file, name="csv"),
]

portal_urls = [
    path("<uuid:pk>/history/", portal.openings, name="case"),
]
