"""The index of settings, at /desk/settings/."""

from django.urls import path

from portal.settings.views import desk

desk_urls = [path("", desk.home, name="home")]
