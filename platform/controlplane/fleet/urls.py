"""The operators' pages about firms, below /operate/."""

from django.urls import path

from controlplane.fleet.views import care, life
from controlplane.fleet.views.firm import firm
from controlplane.fleet.views.fleet import fleet, fleet_csv
from controlplane.fleet.views.plan import plan

app_name = "fleet"
urlpatterns = [
    path("", fleet, name="list"),
    path("fleet.csv", fleet_csv, name="csv"),
    path("firms/<uuid:pk>/", firm, name="firm"),
    path("firms/<uuid:pk>/suspension/", life.suspension, name="suspension"),
    path("firms/<uuid:pk>/resumption/", life.resumption, name="resumption"),
    path("firms/<uuid:pk>/closing/", life.closing, name="closing"),
    path("firms/<uuid:pk>/reopening/", life.reopening, name="reopening"),
    path("firms/<uuid:pk>/erasure/", life.erasure, name="erasure"),
    path("firms/<uuid:pk>/plan/", plan, name="plan"),
    path("firms/<uuid:pk>/backup/", care.backup, name="backup"),
    path("firms/<uuid:pk>/export/", care.export, name="export"),
    path("firms/<uuid:pk>/restoration/", care.restoration, name="restoration"),
]
