"""The gate: a view says whom it is for, and does not run for anybody else.

    @requires(Permission.CASE_VIEW)     for those who have this permission
    @everyone                           for pages without sign-in

On the platform's host the password alone opens nothing: every view with a permission
asks for a proved second factor too. Only the pages that set one up say
`@requires(Permission.ACCOUNT, before_second_factor=True)`.

A view that says nothing runs for nobody. The declaration sits on the view as an
attribute, so it survives `functools.wraps` and works for functions, for the result of
`as_view()`, for classes and for views of the REST framework.

What a firm demands besides (a network, a second factor, an open portal) stands in
settings.GATE_CONDITIONS: callables of upper features, asked in that order for each view
with a permission. Each takes the request and the declaration, and answers in the view's
place or returns None. One of them may put another person into `request.user`, so that
staff see what a client sees (portal.viewing); whoever stands there in the end is held
to the table.

Who is refused sees what he needs to know and no more. A visitor is asked to sign in. A
client who asks for a page of the desk gets 404: that the page exists is not his
business. Staff who may not open a page get 403, and from the clients' home they are led
to their own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar, cast

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from portal.access import destinations, factors
from portal.access.permissions import Permission, allowed
from portal.policy import queries as policy
from tenants import scope
from tenants.accounts.models import User

if TYPE_CHECKING:
    from portal.policy.models import Policy
    from portal.ui.page import Page
    from tenants.models import Firm

DECLARATION = "gate_declaration"
VIEWING = "viewing"  # in a session: its person looks at the portal as a client
PRIVATE = "no-store, private"

GetResponse = Callable[[HttpRequest], HttpResponseBase]
Condition = Callable[[HttpRequest, "Declaration"], HttpResponseBase | None]
AnyView = TypeVar("AnyView", bound=Callable[..., Any])


class GateError(RuntimeError):
    """A view does not say whom it is for."""


class PortalRequest(HttpRequest):
    """A request behind the gate: somebody is signed in, on a firm's host."""

    user: User
    firm: Firm
    policy: Policy
    page: Page


@dataclass(frozen=True, slots=True)
class Declaration:
    """Whom a view is for. Without a permission: for everyone."""

    permission: Permission | None
    before_second_factor: bool = False
    step_up: bool = False
    full_proof: bool = False


def requires(
    permission: Permission,
    *,
    before_second_factor: bool = False,
    step_up: bool = False,
    full_proof: bool = False,
) -> Callable[[AnyView], AnyView]:
    """Declare that the view is for those who have this permission.

    `step_up` asks for a proof of the last minutes, `full_proof` for the password and
    the second factor both.
    """
    declared = Declaration(permission, before_second_factor, step_up, full_proof)
    return lambda view: _declare(view, declared)


def everyone(view: AnyView) -> AnyView:
    """Declare that the view is for everyone, signed in or not."""
    return _declare(view, Declaration(None))


def declaration(view: Callable[..., Any]) -> Declaration | None:
    """What the view, or the class that it was made from, declares."""
    sources = (view, getattr(view, "view_class", None), getattr(view, "cls", None))
    found = (getattr(source, DECLARATION, None) for source in sources)
    return next((each for each in found if each is not None), None)


def is_api(request: HttpRequest) -> bool:
    """Whether a program asks, which wants JSON and no pages."""
    return request.path.startswith("/api/")


class GateMiddleware:
    """Holds every view to its declaration, and keeps private pages out of caches."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        names = settings.GATE_CONDITIONS
        self.conditions: list[Condition] = [import_string(name) for name in names]

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer; what says nothing about caching is not cached.

        The firm's rules are read by the first who asks, for all who ask later.
        """
        request.policy = SimpleLazyObject(policy.current)  # type: ignore[attr-defined]
        response = self.get_response(request)
        is_private = getattr(request, "is_behind_gate", False)
        if is_private or not response.has_header("Cache-Control"):
            response.headers["Cache-Control"] = PRIVATE
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Let the view run, or answer in its place."""
        declared = declaration(view)
        if declared is None:
            raise GateError(f"{view.__module__}.{view.__name__} declares no permission")
        if declared.permission is None:
            return None
        request.is_behind_gate = True  # type: ignore[attr-defined]
        if not (request.user.is_authenticated and request.user.is_active):
            return _sign_in_first(request)
        if _lacks_second_factor(request.user, declared):
            return _second_factor_first(request)
        if not (_may(request, declared.permission) or VIEWING in request.session):
            return _refuse(request, request.user)
        answers = (refuse(request, declared) for refuse in self.conditions)
        refused = next((answer for answer in answers if answer is not None), None)
        if refused is None and not _may(request, declared.permission):
            return _refuse(request, request.user)
        return refused


def _may(request: HttpRequest, permission: Permission) -> bool:
    return allowed(cast("User", request.user).role, permission)


def _declare(view: AnyView, declared: Declaration) -> AnyView:
    if declaration(view) is not None:
        raise GateError(f"{view!r} declares twice whom it is for")
    setattr(view, DECLARATION, declared)
    return view


def _sign_in_first(request: HttpRequest) -> HttpResponse:
    if is_api(request):
        response = JsonResponse({"detail": _("Sign in first.")}, status=401)
        response.headers["WWW-Authenticate"] = "Session"
        return response
    sign_in = reverse(settings.SIGN_IN["firm" if scope.current().firm else "platform"])
    return redirect(destinations.with_next(sign_in, request))


def _lacks_second_factor(user: User, declared: Declaration) -> bool:
    """Whether this is an operator who has given the password only."""
    if scope.current().firm is not None or declared.before_second_factor:
        return False
    return not factors.is_verified(user)


def _second_factor_first(request: HttpRequest) -> HttpResponse:
    if is_api(request):
        detail = _("Sign in with your second factor first.")
        return JsonResponse({"detail": detail}, status=403)
    page = reverse(settings.SIGN_IN["second_factor"])
    return redirect(destinations.with_next(page, request))


def _refuse(request: HttpRequest, user: User) -> HttpResponse:
    if user.is_client:
        raise Http404
    if request.path == destinations.CLIENT_HOME:  # staff, and guests of the desk
        return redirect(destinations.home_of(user))
    raise PermissionDenied
