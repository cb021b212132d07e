"""Addresses of updates: those of the firm, and the client's list of one case."""

from django.urls import path

from portal.updates.views import due, portal, promising, rules, writing

# Under /desk/.
desk_urls = [
    path("updates/", due.due, name="due"),
    path("updates/<uuid:pk>/", writing.edit, name="edit"),
    path("updates/<uuid:pk>/history/", writing.history, name="history"),
    path("updates/<uuid:pk>/removal/", writing.removal, name="removal"),
    path("updates/<uuid:pk>/share/removal/", writing.share_removal,
         name="share_removal"),
    path("cases/<uuid:pk>/updates/", writing.new, name="new"),
    path("cases/<uuid:pk>/next-update/", promising.next_update, name="next"),
    path("settings/updates/", rules.rules, name="rules"),
]  # fmt: skip

# Under /cases/.
portal_urls = [path("<uuid:pk>/updates/", portal.updates, name="list")]
