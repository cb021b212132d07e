"""The firm's rules of access, under /desk/settings/."""

from django.urls import path

from portal.security.views import networks, roles, rules

desk_urls = [
    path("portal/access/", rules.access, name="access"),
    path("portal/access/change/", rules.access_change, name="access_change"),
    path("security/", rules.rules, name="rules"),
    path("security/change/", rules.rules_change, name="rules_change"),
    path("security/networks/", networks.networks, name="networks"),
    path("security/networks/new/", networks.new, name="network_new"),
    path(
        "security/networks/<uuid:pk>/removal/", networks.removal, name="network_removal"
    ),
    path("roles/", roles.roles, name="roles"),
]
