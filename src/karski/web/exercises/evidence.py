"""What exercises show for the aims of the whole programme."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import ngettext_lazy

from karski.exercise.events import Kind
from karski.web.exercises.models import (
    Entry,
    Exercise,
    Lesson,
    Part,
    PlannedAction,
    Player,
)
from karski.web.programme.aims import Aim, Evidence

Exercises = QuerySet[Exercise]


def evidence(aim: Aim) -> list[Evidence]:
    """Count what came of exercises that ended and are no demonstration."""
    held = Exercise.objects.filter(
        ended__isnull=False, organisation__demonstration=False
    )
    page = reverse("exercises:all")
    found = [
        Evidence(text, count(held), url=page) for text, count in SHOWN.get(aim.name, ())
    ]
    return [each for each in found if each.count]


def _played(held: Exercises) -> int:
    return held.count()


def _players(held: Exercises) -> int:
    return Player.objects.filter(exercise__in=held, part=Part.PLAYER).count()


def _lessons(held: Exercises) -> int:
    return Lesson.objects.filter(exercise__in=held).count()


def _agreed(held: Exercises) -> int:
    """Count the decisions that were taken, by one seat or several."""
    return Entry.objects.filter(exercise__in=held, kind=Kind.DECISION_TAKEN).count()


def _promised(held: Exercises) -> int:
    rows = PlannedAction.objects.filter(exercise__in=held)
    return rows.filter(commitment__isnull=False).count()


SHOWN: Mapping[str, tuple[tuple[Promise, Callable[[Exercises], int]], ...]] = (
    MappingProxyType(
        {
            "skills": (
                (
                    ngettext_lazy(
                        "%(count)d exercise was played to its end",
                        "%(count)d exercises were played to their end",
                        "count",
                    ),
                    _played,
                ),
                (
                    ngettext_lazy(
                        "%(count)d person played in them",
                        "%(count)d people played in them",
                        "count",
                    ),
                    _players,
                ),
            ),
            "expertise": (
                (
                    ngettext_lazy(
                        "%(count)d lesson was written after an exercise",
                        "%(count)d lessons were written after exercises",
                        "count",
                    ),
                    _lessons,
                ),
            ),
            "concert": (
                (
                    ngettext_lazy(
                        "%(count)d decision was taken by desks in exercises",
                        "%(count)d decisions were taken by desks in exercises",
                        "count",
                    ),
                    _agreed,
                ),
                (
                    ngettext_lazy(
                        "%(count)d commitment came out of an improvement plan",
                        "%(count)d commitments came out of improvement plans",
                        "count",
                    ),
                    _promised,
                ),
            ),
        }
    )
)
