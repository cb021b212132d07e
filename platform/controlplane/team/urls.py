"""The team's addresses, under /operate/."""

from django.urls import path

from controlplane.team.views.changes import closure, link, reopening, role
from controlplane.team.views.invitation import invitation, password
from controlplane.team.views.people import new, people, person

app_name = "team"
urlpatterns = [
    path("team/", people, name="list"),
    path("team/new/", new, name="new"),
    path("team/<uuid:pk>/", person, name="detail"),
    path("team/<uuid:pk>/role/", role, name="role"),
    path("team/<uuid:pk>/link/", link, name="link"),
    path("team/<uuid:pk>/closure/", closure, name="closure"),
    path("team/<uuid:pk>/reopening/", reopening, name="reopening"),
    path("invitation/password/", password, name="password"),
    path("invitation/<str:token>/", invitation, name="invitation"),
]
