"""The operators' pages about firms, below /operate/."""

from django.urls import path

from controlplane.fleet.views.fleet import fleet, fleet_csv

app_name = "fleet"
urlpatterns = [
    path("", fleet, name="list"),
    path("fleet.csv", fleet_csv, name="csv"),
]
