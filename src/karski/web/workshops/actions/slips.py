"""Slips of paper with new personal links: for a room where letters cannot be opened."""

from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from karski.web.people import audit
from karski.web.people.actions.organisations import require
from karski.web.people.models import User
from karski.web.people.roles import Permission
from karski.web.workshops.actions.links import new_link
from karski.web.workshops.models import Candidate, Workshop
from karski.web.workshops.queries.seats import participants


@dataclass(frozen=True, slots=True)
class Slip:
    """A participant, and the address that only their paper holds."""

    participant: Candidate
    address: str


@transaction.atomic
def make_slips(workshop: Workshop, *, by: User, address: str) -> tuple[Slip, ...]:
    """Give every participant a new link; their old ones end.

    The links are returned here and never again. They begin with `address`, where the
    room's site is open.
    """
    require(by, Permission.MANAGE_WORKSHOPS, workshop.series.organisation_id)
    slips = tuple(_slip(each, address.rstrip("/")) for each in participants(workshop))
    detail = {"people": len(slips)}
    audit.record("made new links for a room", by=by, on=workshop, detail=detail)
    return slips


def _slip(candidate: Candidate, address: str) -> Slip:
    with override(candidate.language):
        path = reverse("workshops:mine_room", args=[new_link(candidate)])
    return Slip(candidate, f"{address}{path}")
