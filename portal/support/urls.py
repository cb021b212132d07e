"""Settings > Support access, and the one way in for a guest."""

from django.urls import path

from portal.support.views import desk, guest

desk_urls = [
    path("settings/support/", desk.home, name="home"),
    path("settings/support/<uuid:pk>/grant/", desk.grant, name="grant"),
    path("settings/support/<uuid:pk>/refusal/", desk.refusal, name="refusal"),
    path("settings/support/<uuid:pk>/end/", desk.end, name="end"),
    path(
        "settings/support/recovery/<uuid:pk>/stop/",
        desk.recovery_stop,
        name="recovery_stop",
    ),
    path("support/departure/", guest.departure, name="departure"),
]
guest_urls = [path("support-visit/", guest.entry, name="entry")]
