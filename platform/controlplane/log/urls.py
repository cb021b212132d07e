"""The log's addresses, under /operate/."""

from django.urls import path

from controlplane.log.views.entries import entries, file

app_name = "log"
urlpatterns = [
    path("log/", entries, name="list"),
    path("log/csv/", file, name="csv"),
]
