"""What workshops show for the six aims, counted from what happened in them."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeAlias

from django.db.models import Count, F, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import ngettext_lazy

from karski.web.programme.aims import Evidence
from karski.web.programme.models import Commitment, State
from karski.web.workshops.models import (
    Answer,
    Candidate,
    ForecastingQuestion,
    Lesson,
    LessonState,
    Moment,
    ParticipantForecast,
    Post,
    Recommendation,
    Sitting,
    TeamMember,
    Workshop,
)

Workshops: TypeAlias = QuerySet[Workshop]
Shown: TypeAlias = tuple[tuple[Promise, Callable[[Workshops], int]], ...]


def evidence_of(workshops: Workshops, aim: str) -> list[Evidence]:
    """Return what some workshops show for an aim; what is not there is left out."""
    found = [Evidence(text, count(workshops)) for text, count in _SHOWN.get(aim, ())]
    return [each for each in found if each.count > 0]


def _participants(workshops: Workshops) -> QuerySet[Candidate]:
    return Candidate.objects.filter(
        workshop__in=workshops, offers__answer=Answer.ACCEPTED
    )


def _tested_twice(workshops: Workshops) -> int:
    rows = Sitting.objects.filter(test__workshop__in=workshops).values("participant")
    return (
        rows.annotate(moments=Count("moment", distinct=True)).filter(moments=2).count()
    )


def _forecasts(workshops: Workshops) -> int:
    return ParticipantForecast.objects.filter(question__workshop__in=workshops).count()


def _resolved(workshops: Workshops) -> int:
    rows = ForecastingQuestion.objects.filter(workshop__in=workshops)
    return rows.filter(resolved__isnull=False).count()


def _asked_again(workshops: Workshops) -> int:
    later = (Moment.MONTHS_3, Moment.MONTHS_6)
    rows = ParticipantForecast.objects.filter(question__workshop__in=workshops)
    return rows.filter(moment__in=later).values("participant").distinct().count()


def _recommendations(workshops: Workshops) -> int:
    return Recommendation.objects.filter(workshop__in=workshops).count()


def _sectors(workshops: Workshops) -> int:
    return _participants(workshops).values("sector").distinct().count()


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


def _states(workshops: Workshops) -> int:
    return _participants(workshops).values("country").distinct().count()


def _ties(workshops: Workshops) -> int:
    """Count the pairs of participants of two countries who worked in one team."""
    rows = TeamMember.objects.filter(round__workshop__in=workshops)
    other = "round__members__participant"
    here = F("participant__country")
    abroad = Q(**{f"{other}__country__lt": here}) | Q(**{f"{other}__country__gt": here})
    pairs = rows.filter(
        abroad,
        round__members__team=F("team"),
        **{f"{other}__gt": F("participant")},
    )
    return int(pairs.values("participant", other).distinct().count())


_SKILLS: Shown = (
    (
        ngettext_lazy(
            "%(count)d person answered the same test before and after",
            "%(count)d people answered the same test before and after",
            "count",
        ),
        _tested_twice,
    ),
    (
        ngettext_lazy(
            "%(count)d person forecast again months later",
            "%(count)d people forecast again months later",
            "count",
        ),
        _asked_again,
    ),
)
_WARNING: Shown = (
    (
        ngettext_lazy(
            "%(count)d forecast by a participant",
            "%(count)d forecasts by participants",
            "count",
        ),
        _forecasts,
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
        _sectors,
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
        _states,
    ),
    (
        ngettext_lazy(
            "%(count)d tie: two people of different countries who worked in one team",
            "%(count)d ties: two people of different countries who worked in one team",
            "count",
        ),
        _ties,
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
