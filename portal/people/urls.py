"""Addresses of contacts, under /desk/contacts/."""

from django.urls import path

from portal.people.views import (
    access,
    bulk,
    delegates,
    desk,
    imports,
    listing,
    merging,
    personal,
)

desk_urls = [
    path("", listing.contacts, name="list"),
    path("csv/", listing.file, name="csv"),
    path("new/", desk.new, name="new"),
    path("invitations/", bulk.invitations, name="invitations"),
    path("imports/", imports.imports, name="imports"),
    path("imports/<uuid:pk>/", imports.detail, name="import"),
    path("imports/<uuid:pk>/columns/", imports.columns, name="import_columns"),
    path(
        "imports/<uuid:pk>/confirmation/",
        imports.confirmation,
        name="import_confirmation",
    ),
    path("imports/<uuid:pk>/removal/", imports.removal, name="import_removal"),
    path("imports/<uuid:pk>/problems/", imports.problem_file, name="import_problems"),
    path("duplicates/", merging.doubles, name="duplicates"),
    path("<uuid:pk>/", desk.detail, name="detail"),
    path("<uuid:pk>/merge/<uuid:other_pk>/", merging.merge, name="merge"),
    path("<uuid:pk>/personal/", personal.overview, name="personal"),
    path("<uuid:pk>/personal/copies/", personal.copies, name="personal_copies"),
    path(
        "<uuid:pk>/personal/copies/<uuid:copy_pk>/",
        personal.copy_file,
        name="personal_copy",
    ),
    path("<uuid:pk>/erasure/", personal.erasure, name="erasure"),
    path("<uuid:pk>/edit/", desk.edit, name="edit"),
    path("<uuid:pk>/invitation/", access.invitation, name="invitation"),
    path(
        "<uuid:pk>/invitation/removal/",
        access.invitation_removal,
        name="invitation_removal",
    ),
    path("<uuid:pk>/access/removal/", access.access_removal, name="access_removal"),
    path("<uuid:pk>/access/unlocking/", access.unlocking, name="unlocking"),
    path("<uuid:pk>/access/renewal/", access.renewal, name="renewal"),
    path("<uuid:pk>/delegates/new/", delegates.delegate_new, name="delegate_new"),
    path(
        "<uuid:pk>/delegates/<uuid:delegation_pk>/", delegates.delegate, name="delegate"
    ),
    path(
        "<uuid:pk>/delegates/<uuid:delegation_pk>/invitation/",
        delegates.delegate_invitation,
        name="delegate_invitation",
    ),
    path(
        "<uuid:pk>/delegates/<uuid:delegation_pk>/removal/",
        delegates.delegate_removal,
        name="delegate_removal",
    ),
]
