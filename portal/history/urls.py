"""Addresses: the desk's log and its term, and under each case who opened it."""

from django.urls import path

from portal.history.views import desk, portal, term

desk_urls = [
    path("", desk.entries, name="list"),
    path("csv/", desk.file, name="csv"),
    path("term/", term.term, name="term"),
    path("term/change/", term.change, name="term_change"),
    path("term/withdrawal/", term.withdrawal, name="term_withdrawal"),
]

portal_urls = [
    path("<uuid:pk>/history/", portal.openings, name="case"),
]
