"""Whose workshops they are: who manages, leads, reviews, and who holds a link."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from karski.web.people.person import Person
from karski.web.people.roles import Permission
from karski.web.people.tokens import digest
from karski.web.workshops.models import Candidate, Series, Workshop

RUN, LEAD = Permission.MANAGE_WORKSHOPS, Permission.LEAD_ROOM


def organisations_where(person: Person, permission: Permission) -> list[int]:
    """Return the keys of the organisations where somebody may do something."""
    return [key for key in person.roles if person.may(permission, key)]


def managed_series(person: Person) -> QuerySet[Series]:
    """Return the series that somebody runs."""
    if person.administers:
        return Series.objects.all()
    return Series.objects.filter(organisation__in=organisations_where(person, RUN))


def workshops_where(person: Person, permission: Permission = RUN) -> QuerySet[Workshop]:
    """Return the workshops in which somebody has a permission."""
    rows = Workshop.objects.select_related("series__organisation")
    if person.administers:
        return rows
    return rows.filter(series__organisation__in=organisations_where(person, permission))


def workshop_of(person: Person, key: UUID, permission: Permission = RUN) -> Workshop:
    """Return a workshop in which somebody has a permission, else there is none."""
    return get_object_or_404(workshops_where(person, permission), public_id=key)


def workshops_seen(person: Person) -> QuerySet[Workshop]:
    """Return the workshops that somebody has anything to do with, or that are public.

    They run it, lead its room, review its candidates, speak in it, or take part.
    """
    rows = Workshop.objects.select_related("series__organisation")
    if person.administers:
        return rows
    theirs = Q(published=True, series__published=True)
    if person.user is not None:
        places = organisations_where(person, LEAD)
        theirs |= Q(series__organisation__in=places)
        theirs |= Q(reviewers__user=person.user) | Q(experts__user=person.user)
        theirs |= Q(candidates__user=person.user)
    return rows.filter(theirs).distinct()


def speaks(person: Person, workshop: Workshop) -> bool:
    """Say whether somebody is an expert of a workshop."""
    if person.user is None:
        return False
    return workshop.experts.filter(user=person.user).exists()


def holder(token: str) -> Candidate | None:
    """Return whose personal link it is."""
    rows = Candidate.objects.select_related("workshop__series__organisation", "user")
    return rows.filter(token_hash=digest(token)).first()
