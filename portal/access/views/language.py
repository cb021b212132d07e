"""Choosing the language of the pages."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from portal.access import actions, destinations, locale
from portal.access.gate import everyone


@everyone
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Remember the language with the account and in the browser, and go back.

    A language that we do not speak changes nothing.
    """
    here = destinations.asked_for(request) or destinations.back(request)
    response = redirect(here or destinations.CLIENT_HOME)
    code = request.POST.get("language", "")
    if locale.is_offered(code):
        if user := locale.signed_in(request):
            actions.choose_language(user, code)
        locale.remember(response, code)
    return response
