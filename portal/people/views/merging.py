"""Two contacts that are one: who they may be, what would happen, then one button."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.access.gate import PortalRequest, requires
from portal.access.permissions import Permission
from portal.people import bulk, duplicates, merge_actions, merging
from portal.people.merge_forms import MergeForm
from portal.people.models import Contact

UNPROCESSABLE = 422
TWO = 2


@requires(Permission.CONTACT_MERGE)
@require_safe
def doubles(request: PortalRequest) -> HttpResponse:
    """All contacts that share an address or a number; two who were ticked are led to
    their preview."""
    if "chosen" in request.GET:
        return _preview_of_chosen(request)
    return render(request, "people/duplicates.html", {"groups": duplicates.groups()})


@requires(Permission.CONTACT_MERGE)
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: PortalRequest, pk: UUID, other_pk: UUID) -> HttpResponse:
    """What becomes of both; the POST makes `other_pk` a part of `pk`."""
    visible = Contact.objects.visible_to(request.user).there().select_related("user")
    winner = get_object_or_404(visible, pk=pk)
    loser = get_object_or_404(visible.exclude(pk=pk), pk=other_pk)
    form = MergeForm(request.POST or None, winner=winner, loser=loser)
    if request.method == "POST" and form.is_valid():
        merge_actions.merge(
            winner=winner,
            loser=loser,
            choices=form.choices,
            by=request.user,
            at=timezone.now(),
        )
        words = _("%(loser)s is part of %(winner)s now.")
        names = {"loser": loser.name, "winner": winner.name}
        messages.success(request, words % names)
        return redirect("desk:people:detail", pk=winner.pk)
    context = {
        "form": form,
        "winner": winner,
        "loser": loser,
        "movings": merging.movings(loser),
    }
    status = UNPROCESSABLE if form.errors else None
    return render(request, "people/merge.html", context, status=status)


def _preview_of_chosen(request: PortalRequest) -> HttpResponse:
    chosen = bulk.keys(request.GET.getlist("contact"))
    if len(chosen) != TWO:
        messages.info(request, _("Choose two contacts: they become one."))
        return redirect("desk:people:list")
    return redirect("desk:people:merge", pk=chosen[0], other_pk=chosen[1])
