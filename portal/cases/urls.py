"""Addresses of cases: /cases/ for clients, /desk/cases/ and /desk/settings/cases/ for
the firm."""

from django.urls import path

from portal.cases.views import (
    access,
    closing,
    conflicts,
    desk,
    listing,
    opening,
    parties,
    portal,
    rules,
)

portal_urls = [
    path("", portal.cases, name="list"),
    path("<uuid:pk>/", portal.detail, name="detail"),
]

desk_urls = [
    path("", listing.cases, name="list"),
    path("export/", listing.file, name="file"),
    path("conflicts/", conflicts.conflicts, name="conflicts"),
    path("new/", opening.new, name="new"),
    path("<uuid:pk>/", desk.detail, name="detail"),
    path("<uuid:pk>/edit/", desk.edit, name="edit"),
    path("<uuid:pk>/closure/", closing.closure, name="closure"),
    path("<uuid:pk>/closure/removal/", closing.closure_removal, name="closure_removal"),
    path("<uuid:pk>/window/", closing.window, name="window"),
    path("<uuid:pk>/hold/", closing.hold, name="hold"),
    path("<uuid:pk>/hold/removal/", closing.hold_removal, name="hold_removal"),
    path("<uuid:pk>/members/", access.members, name="members"),
    path("<uuid:pk>/sections/", access.sections, name="sections"),
    path("<uuid:pk>/parties/", parties.parties, name="parties"),
    path("<uuid:pk>/parties/<uuid:party_pk>/", parties.party, name="party"),
    path(
        "<uuid:pk>/parties/<uuid:party_pk>/removal/",
        parties.party_removal,
        name="party_removal",
    ),
]

settings_urls = [
    path("", rules.home, name="home"),
    path("numbering/", rules.numbering, name="numbering"),
    path("keeping/", rules.keeping, name="keeping"),
    path("areas/new/", rules.area_new, name="area_new"),
    path("areas/<uuid:pk>/", rules.area, name="area"),
    path("words/", rules.words, name="words"),
]
