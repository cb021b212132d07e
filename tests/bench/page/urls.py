"""The page, and the rows that it shows."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from tests.bench.page.models import Dossier, Note, Person

ROWS = 200
SHOWN = 25


def page(request: HttpRequest) -> HttpResponse:
    """Three queries: a count, a list with its relation, another list."""
    return render(
        request,
        "page/page.html",
        {
            "people": Person.objects.count(),
            "dossiers": list(
                Dossier.objects.select_related("person").order_by("title")[:SHOWN]
            ),
            "notes": list(Note.objects.order_by("text")[:SHOWN]),
        },
    )


def fill() -> None:
    """Write the rows of one firm."""
    people = Person.objects.bulk_create(Person(name=f"P{n}") for n in range(ROWS))
    dossiers = Dossier.objects.bulk_create(
        Dossier(title=f"Dossier {n:04}", person=person)
        for n, person in enumerate(people)
    )
    Note.objects.bulk_create(
        Note(text=f"Note {n:04}", dossier=dossier) for n, dossier in enumerate(dossiers)
    )


urlpatterns = [path("", page)]
