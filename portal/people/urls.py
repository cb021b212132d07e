"""Addresses of contacts, under /desk/contacts/."""

from django.urls import path

from portal.people.views import access, bulk, delegates, desk

desk_urls = [
    path("", desk.contacts, name="list"),
    path("new/", desk.new, name="new"),
    path("invitations/", bulk.invitations, name="invitations"),
    path("<uuid:pk>/", desk.detail, name="detail"),
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
