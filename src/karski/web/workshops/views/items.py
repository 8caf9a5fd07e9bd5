"""The bank of items that tests are made of."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from karski.web.people.access import FORM, WRITE, members
from karski.web.people.forms.people import attempt
from karski.web.people.person import AuthenticatedRequest
from karski.web.people.roles import Permission
from karski.web.workshops.actions import items as actions
from karski.web.workshops.forms.items import ItemForm, NewItemForm
from karski.web.workshops.forms.texts import initial_of
from karski.web.workshops.models import Item
from karski.web.workshops.queries import series
from karski.web.workshops.queries.measuring import items_of

RUN = Permission.MANAGE_WORKSHOPS


@members(RUN)
def listed(request: AuthenticatedRequest) -> HttpResponse:
    """List the items of one's organisations, the newest version of each first."""
    return render(request, "workshops/measuring/items.html", {"items": _all(request)})


@members(RUN, methods=FORM)
def new(request: AuthenticatedRequest) -> HttpResponse:
    """Add an item."""
    form = NewItemForm(request.POST or None).offer(series.places(request.person))
    if attempt(form, partial(actions.add_item, by=request.user)) is not None:
        messages.success(request, _("The item is in the bank."))
        return redirect("workshops:items")
    return render(request, "workshops/measuring/new_item.html", {"form": form})


@members(RUN, methods=FORM)
def changed(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Change an item, or follow it by a new version."""
    found = get_object_or_404(_all(request), public_id=key)
    now = {name: getattr(found, name) for name in ("right", "source", "topic")}
    form = ItemForm(request.POST or None, initial=now | initial_of(found.texts))
    done = attempt(form, partial(actions.change_item, found, by=request.user))
    if done is not None:
        words = _("Version %(version)d of the item is in the bank.")
        messages.success(request, words % {"version": done.version})
        return redirect("workshops:items")
    said = {"form": form, "item": found, "used": found.places.exists()}
    return render(request, "workshops/measuring/item.html", said)


@members(RUN, methods=WRITE)
def retire(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Offer an item no longer, or again."""
    found = get_object_or_404(_all(request), public_id=key)
    try:
        actions.retire_item(found, by=request.user, retired=not found.retired)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("workshops:items")


@members(RUN, methods=WRITE)
def start(request: AuthenticatedRequest) -> HttpResponse:
    """Take the items that come with the software."""
    place = series.places(request.person).first()
    if place is None:
        raise Http404
    new = actions.take_starting_items(place, by=request.user)
    said = ngettext("%(n)d item is taken.", "%(n)d items are taken.", len(new))
    messages.success(request, said % {"n": len(new)})
    return redirect("workshops:items")


def _all(request: AuthenticatedRequest) -> QuerySet[Item]:
    places = series.places(request.person).values_list("pk", flat=True)
    return items_of(places)
