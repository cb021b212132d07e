"""What the session of a browser on the platform's host knows about its sign-up."""

from __future__ import annotations

from django.http import HttpRequest
from rest_framework.request import Request

from controlplane.signup.models import SignUp

SIGN_UP = "sign_up"
MAILED_TO = "mailed_to"


def remember_mail(request: HttpRequest, email: str) -> None:
    """To say on the next page where the link went."""
    request.session[MAILED_TO] = email


def mailed_to(request: HttpRequest) -> str:
    """The address that was typed in this browser, or nothing."""
    return str(request.session.get(MAILED_TO, ""))


def remember(request: HttpRequest, sign_up: SignUp) -> None:
    """From now on this browser may follow the progress and be handed over."""
    request.session.cycle_key()
    request.session[SIGN_UP] = str(sign_up.pk)


def sign_up(request: HttpRequest | Request) -> SignUp | None:
    """The sign-up that this browser confirmed, with its run and firm."""
    if (key := request.session.get(SIGN_UP)) is None:
        return None
    return SignUp.objects.select_related("run__firm").filter(pk=key).first()
