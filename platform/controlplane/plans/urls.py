"""The addresses of the plans, under /operate/."""

from django.urls import path

from controlplane.plans.views.plans import default, edit, new, plans

app_name = "plans"
urlpatterns = [
    path("plans/", plans, name="list"),
    path("plans/new/", new, name="new"),
    path("plans/<uuid:pk>/", edit, name="edit"),
    path("plans/<uuid:pk>/default/", default, name="default"),
]
