"""Whose exercises they are: who runs them."""

from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from karski.web.exercises.models import Exercise
from karski.web.people.models import Organisation
from karski.web.people.person import Person
from karski.web.people.roles import Permission

RUN = Permission.RUN_EXERCISES


def organisations_run(person: Person) -> QuerySet[Organisation]:
    """Return the organisations in whose name somebody may run exercises."""
    if person.administers:
        return Organisation.objects.all()
    keys = [key for key in person.roles if person.may(RUN, key)]
    return Organisation.objects.filter(pk__in=keys)


def exercises_run(person: Person) -> QuerySet[Exercise]:
    """Return the exercises that somebody runs."""
    rows = Exercise.objects.select_related("organisation").defer("pack_text")
    if person.administers:
        return rows
    return rows.filter(organisation__in=organisations_run(person))


def exercise_of(person: Person, key: UUID) -> Exercise:
    """Return an exercise that somebody runs, else there is none."""
    return get_object_or_404(exercises_run(person), public_id=key)
