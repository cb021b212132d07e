"""Under /operate/support/, on the platform's host."""

from django.urls import path

from controlplane.support.views import listing, recoveries, visits

app_name = "support"

urlpatterns = [
    path("", listing.listing, name="list"),
    path("visits/new/", visits.new, name="new"),
    path("visits/<uuid:pk>/entry/", visits.entry, name="entry"),
    path("visits/<uuid:pk>/end/", visits.end, name="end"),
    path("recoveries/new/", recoveries.new, name="recovery_new"),
    path(
        "recoveries/<uuid:pk>/confirmation/",
        recoveries.confirmation,
        name="recovery_confirmation",
    ),
    path(
        "recoveries/<uuid:pk>/cancellation/",
        recoveries.cancellation,
        name="recovery_cancellation",
    ),
]
