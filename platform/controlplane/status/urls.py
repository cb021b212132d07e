"""Runs, migrations, backups and queues, under /operate/."""

from django.urls import include, path

from controlplane.status.views import backups, queues, rollouts, runs

runs_urls = [
    path("", runs.runs, name="list"),
    path("<uuid:pk>/", runs.run, name="detail"),
    path("<uuid:pk>/retry/", runs.retry, name="retry"),
    path("<uuid:pk>/undoing/", runs.undoing, name="undoing"),
]
rollouts_urls = [
    path("", rollouts.rollouts, name="list"),
    path("<uuid:pk>/", rollouts.rollout, name="detail"),
]
backups_urls = [
    path("", backups.backups, name="list"),
    path("drill/", backups.drill, name="drill"),
]
queues_urls = [
    path("", queues.queues, name="home"),
    path("deliveries/<uuid:pk>/redelivery/", queues.redelivery, name="redelivery"),
]

urlpatterns = [
    path("runs/", include((runs_urls, "runs"))),
    path("migrations/", include((rollouts_urls, "rollouts"))),
    path("backups/", include((backups_urls, "backups"))),
    path("queues/", include((queues_urls, "queues"))),
]
