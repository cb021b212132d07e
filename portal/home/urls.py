"""The first pages: / for clients, /desk/ for the firm."""

from django.urls import path

from portal.home.views import desk, portal

portal_urls = [path("", portal.home, name="home")]
desk_urls = [path("", desk.home, name="home")]
