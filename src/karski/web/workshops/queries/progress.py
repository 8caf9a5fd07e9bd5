"""What workshops show for the six aims, counted from what happened in them."""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import TypeAlias

from django.utils.functional import Promise
from django.utils.translation import ngettext_lazy

from karski.web.programme.aims import Evidence
from karski.web.programme.models import Commitment, State
from karski.web.workshops.models import (
    ForecastingQuestion,
    Lesson,
    LessonState,
    Post,
    Recommendation,
)
from karski.web.workshops.queries import counts
from karski.web.workshops.queries.counts import Workshops

Shown: TypeAlias = tuple[tuple[Promise, Callable[[Workshops], int]], ...]


def evidence_of(workshops: Workshops, aim: str) -> list[Evidence]:
    """Return what some workshops show for an aim; what is not there is left out."""
    found = [Evidence(text, count(workshops)) for text, count in _SHOWN.get(aim, ())]
    return [each for each in found if each.count > 0]


def _resolved(workshops: Workshops) -> int:
    rows = ForecastingQuestion.objects.filter(workshop__in=workshops)
    return rows.filter(resolved__isnull=False).count()


def _recommendations(workshops: Workshops) -> int:
    return Recommendation.objects.filter(workshop__in=workshops).count()


def _lessons(workshops: Workshops) -> int:
    rows = Lesson.objects.filter(workshop__in=workshops)
    return rows.filter(state=LessonState.PUBLISHED).count()


def _commitments(state: str) -> Callable[[Workshops], int]:
    def count(workshops: Workshops) -> int:
        rows = Commitment.objects.filter(made_in_workshop__workshop__in=workshops)
        return rows.filter(state=state).count()

    return count


def _posts(workshops: Workshops) -> int:
    return Post.objects.filter(thread__workshop__in=workshops).count()


def _speaking_sectors(workshops: Workshops) -> int:
    rows = Post.objects.filter(thread__workshop__in=workshops).exclude(sector="")
    return rows.values("sector").distinct().count()


_SKILLS: Shown = (
    (
        ngettext_lazy(
            "%(count)d person answered the same test before and after",
            "%(count)d people answered the same test before and after",
            "count",
        ),
        partial(counts.of, counts.TESTED_TWICE),
    ),
    (
        ngettext_lazy(
            "%(count)d person forecast again months later",
            "%(count)d people forecast again months later",
            "count",
        ),
        partial(counts.of, counts.ASKED_AGAIN),
    ),
)
_WARNING: Shown = (
    (
        ngettext_lazy(
            "%(count)d forecast by a participant",
            "%(count)d forecasts by participants",
            "count",
        ),
        partial(counts.of, counts.FORECASTS),
    ),
    (
        ngettext_lazy(
            "%(count)d forecasting question resolved",
            "%(count)d forecasting questions resolved",
            "count",
        ),
        _resolved,
    ),
    (
        ngettext_lazy(
            "%(count)d recommendation to those who can act",
            "%(count)d recommendations to those who can act",
            "count",
        ),
        _recommendations,
    ),
)
_EXPERTISE: Shown = (
    (
        ngettext_lazy(
            "Participants come from %(count)d sector",
            "Participants come from %(count)d sectors",
            "count",
        ),
        partial(counts.groups, "sector"),
    ),
    (
        ngettext_lazy(
            "%(count)d lesson published",
            "%(count)d lessons published",
            "count",
        ),
        _lessons,
    ),
)
_CONCERT: Shown = (
    (
        ngettext_lazy(
            "%(count)d commitment of a workshop kept",
            "%(count)d commitments of workshops kept",
            "count",
        ),
        _commitments(State.KEPT),
    ),
    (
        ngettext_lazy(
            "%(count)d commitment of a workshop not kept",
            "%(count)d commitments of workshops not kept",
            "count",
        ),
        _commitments(State.BROKEN),
    ),
    (
        ngettext_lazy(
            "%(count)d commitment of a workshop open",
            "%(count)d commitments of workshops open",
            "count",
        ),
        _commitments(State.OPEN),
    ),
)
_DIALOGUE: Shown = (
    (
        ngettext_lazy(
            "%(count)d contribution to a talk that stays open",
            "%(count)d contributions to talks that stay open",
            "count",
        ),
        _posts,
    ),
    (
        ngettext_lazy(
            "%(count)d sector speaks in them",
            "%(count)d sectors speak in them",
            "count",
        ),
        _speaking_sectors,
    ),
)
_NETWORKS: Shown = (
    (
        ngettext_lazy(
            "Participants come from %(count)d country",
            "Participants come from %(count)d countries",
            "count",
        ),
        partial(counts.groups, "country"),
    ),
    (
        ngettext_lazy(
            "%(count)d tie: two people of different countries who worked in one team",
            "%(count)d ties: two people of different countries who worked in one team",
            "count",
        ),
        partial(counts.of, counts.TIES),
    ),
)
_SHOWN: Mapping[str, Shown] = MappingProxyType(
    {
        "skills": _SKILLS,
        "warning": _WARNING,
        "expertise": _EXPERTISE,
        "concert": _CONCERT,
        "dialogue": _DIALOGUE,
        "networks": _NETWORKS,
    }
)
