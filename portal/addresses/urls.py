"""The firm's addresses, under /desk/settings/portal/addresses/."""

from django.urls import path

from portal.addresses.views import desk

desk_urls = [
    path("", desk.addresses, name="list"),
    path("new/", desk.new, name="new"),
    path("platform/primary/", desk.platform_primary, name="platform_primary"),
    path("<uuid:pk>/", desk.detail, name="detail"),
    path("<uuid:pk>/standing/", desk.standing, name="standing"),
    path("<uuid:pk>/look/", desk.look, name="look"),
    path("<uuid:pk>/check/", desk.check, name="check"),
    path("<uuid:pk>/removal/", desk.removal, name="removal"),
    path("<uuid:pk>/primary/", desk.primary, name="primary"),
]
