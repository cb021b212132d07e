"""The pages about the plan, the firm's data and the way out."""

from django.urls import path

from portal.subscription.views import closing, data, plan

desk_urls = [
    path("plan/", plan.plan, name="plan"),
    path("data/", data.data, name="data"),
    path("data/exports/", data.exports, name="exports"),
    path("data/exports/<uuid:pk>/file/", data.file, name="file"),
    path("closing/", closing.closing, name="closing"),
]
