"""Addresses of Settings > Team, under /desk/settings/team/."""

from django.urls import path

from portal.staff.views import changes, team

desk_urls = [
    path("", team.team, name="list"),
    path("new/", team.new, name="new"),
    path("<uuid:pk>/role/", changes.role, name="role"),
    path("<uuid:pk>/invitation/", changes.invitation, name="invitation"),
    path("<uuid:pk>/renewal/", changes.renewal, name="renewal"),
    path("<uuid:pk>/closure/", changes.closure, name="closure"),
    path("<uuid:pk>/closure/removal/", changes.closure_removal, name="closure_removal"),
]
