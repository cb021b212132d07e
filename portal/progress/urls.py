"""Addresses of progress, all on the desk; clients see it on the page of their case."""

from django.urls import path

from portal.progress.views import moving, stages

# Under /desk/cases/.
case_urls = [
    path("<uuid:pk>/stage/", moving.stage, name="stage"),
    path("<uuid:pk>/stage/removal/", moving.stage_removal, name="stage_removal"),
]

# Under /desk/settings/stages/.
stage_urls = [
    path("", stages.stages, name="list"),
    path("areas/<uuid:pk>/new/", stages.new, name="new"),
    path("areas/<uuid:pk>/suggestion/", stages.suggestion, name="suggestion"),
    path("<uuid:pk>/", stages.edit, name="edit"),
    path("<uuid:pk>/place/", stages.place, name="place"),
    path("<uuid:pk>/removal/", stages.removal, name="removal"),
]
