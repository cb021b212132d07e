"""Addresses and certificates, under /operate/."""

from django.urls import path

from controlplane.domains.views.addresses import addresses, check, release

app_name = "domains"
urlpatterns = [
    path("domains/", addresses, name="list"),
    path("domains/<uuid:pk>/check/", check, name="check"),
    path("domains/<uuid:pk>/release/", release, name="release"),
]
