"""What the pages ask while one looks at them."""

from __future__ import annotations

import logging

from django.utils import timezone
from redis import RedisError
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import AnonRateThrottle
from rest_framework.views import APIView

from controlplane.signup import progress, queries, visit
from portal.access.gate import everyone

log = logging.getLogger(__name__)


class SlugThrottle(AnonRateThrottle):
    """Enough for somebody who types, not for somebody who lists all firms.

    Without Valkey it counts nothing and lets pass: the answer tells no more than the
    address itself does, open to everybody, and the sign-up must not stop.
    """

    scope = "signup-slug"
    rate = "120/min"

    def allow_request(self, request: Request, view: APIView) -> bool:
        """Count, when there is something to count with."""
        try:
            return super().allow_request(request, view)
        except (RedisError, OSError) as error:
            log.warning("slug checks are not counted: %s", type(error).__name__)
            return True


@everyone
class SlugCheck(APIView):
    """GET ?slug=x: whether a firm may still take this address."""

    throttle_classes = (SlugThrottle,)

    class Verdict(serializers.Serializer[queries.Verdict]):
        """`suggestion` is a free address, or empty."""

        slug = serializers.CharField()
        available = serializers.BooleanField()
        message = serializers.CharField()
        suggestion = serializers.CharField()

    def get(self, request: Request) -> Response:
        """Judge, and say it in the language of the page."""
        verdict = queries.availability(request.query_params.get("slug", ""))
        return Response(self.Verdict(verdict).data)


@everyone
class Progress(APIView):
    """GET: how far the firm of this browser is. 404 in every other browser.

    Not throttled: only a browser that confirmed a sign-up gets past the first look-up.
    """

    class Answer(serializers.Serializer[progress.Progress]):
        """`state`: running, done or problem; the same for a step, and waiting."""

        class Step(serializers.Serializer[progress.Step]):
            key = serializers.CharField()
            label = serializers.CharField()  # type: ignore[assignment]
            state = serializers.CharField()

        class HandOver(serializers.Serializer[progress.HandOver]):
            url = serializers.CharField()
            token = serializers.CharField()

        state = serializers.CharField()
        steps = Step(many=True)
        message = serializers.CharField()
        handover = HandOver(allow_null=True)

    def get(self, request: Request) -> Response:
        """Look once; the page asks again each second."""
        sign_up = visit.sign_up(request)
        if sign_up is None:
            raise NotFound
        return Response(self.Answer(progress.of(sign_up, at=timezone.now())).data)
