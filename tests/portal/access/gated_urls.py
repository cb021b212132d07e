"""A page for each permission, and pages that are wrong; see test_gate.py."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import path
from django.views import View
from django.views.decorators.http import require_POST
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from portal import urls
from portal.access.gate import everyone, requires
from portal.access.permissions import Permission
from tenants.errors import DomainError


def page_for(permission: Permission) -> HttpResponseBase:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(permission)

    return requires(permission)(view)


class Page(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        return HttpResponse("class")


@requires(Permission.CASE_VIEW)
class DecoratedPage(Page):
    pass


class Api(APIView):
    def get(self, request: Request) -> Response:
        return Response({"role": request.user.role})

    def post(self, request: Request) -> Response:
        raise DomainError("The case is closed.")


@everyone
def cached(request: HttpRequest) -> HttpResponse:
    return HttpResponse("yes", headers={"Cache-Control": "public, max-age=60"})


@requires(Permission.ACCOUNT)
def careless(request: HttpRequest) -> HttpResponse:
    return HttpResponse("mine", headers={"Cache-Control": "public, max-age=60"})


@require_POST
@everyone
def post_only(request: HttpRequest) -> HttpResponse:
    return HttpResponse("posted")


@everyone
def refusing(request: HttpRequest) -> HttpResponse:
    raise DomainError("The case is closed.")


@everyone
def toasts(request: HttpRequest) -> HttpResponse:
    return HttpResponse("; ".join(map(str, messages.get_messages(request))))


@everyone
def dressed(request: HttpRequest) -> HttpResponse:
    return render(request, "404.html")


def undeclared(request: HttpRequest) -> HttpResponse:
    return HttpResponse("nobody said whom this is for")


urlpatterns = [
    *[path(f"may/{each}/", page_for(each)) for each in Permission],
    path("class/", requires(Permission.CASE_VIEW)(Page.as_view())),
    path("decorated-class/", DecoratedPage.as_view()),
    path("api/thing/", requires(Permission.CASE_VIEW)(Api.as_view())),
    path("cached/", cached),
    path("careless/", careless),
    path("post-only/", post_only),
    path("refusing/", refusing),
    path("toasts/", toasts),
    path("dressed/", dressed),
    path("undeclared/", undeclared),
    *urls.urlpatterns,
]
handler403, handler404 = urls.handler403, urls.handler404
handler500 = urls.handler500
