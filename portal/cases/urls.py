"""Addresses of cases: /cases/ for clients, /desk/cases/ for the firm."""

from django.urls import path

from portal.cases.views import access, desk, parties, portal

portal_urls = [
    path("", portal.cases, name="list"),
    path("<uuid:pk>/", portal.detail, name="detail"),
]

desk_urls = [
    path("", desk.cases, name="list"),
    path("new/", desk.new, name="new"),
    path("<uuid:pk>/", desk.detail, name="detail"),
    path("<uuid:pk>/edit/", desk.edit, name="edit"),
    path("<uuid:pk>/closure/", desk.closure, name="closure"),
    path("<uuid:pk>/closure/removal/", desk.closure_removal, name="closure_removal"),
    path("<uuid:pk>/members/", access.members, name="members"),
    path("<uuid:pk>/sections/", access.sections, name="sections"),
    path("<uuid:pk>/parties/", parties.parties, name="parties"),
    path(
        "<uuid:pk>/parties/<uuid:party_pk>/removal/",
        parties.party_removal,
        name="party_removal",
    ),
]
