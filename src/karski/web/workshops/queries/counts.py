"""What participants did, counted so that it stays counted when their data leave."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, TypeAlias

from django.db.models import Count, F, Q, QuerySet

from karski.core.small_cells import LEAST
from karski.web.workshops.models import (
    Answer,
    Candidate,
    Kept,
    Moment,
    ParticipantForecast,
    Sitting,
    TeamMember,
    Workshop,
)

Workshops: TypeAlias = QuerySet[Workshop]
TESTED_TWICE, ASKED_AGAIN = "tested twice", "asked again"
FORECASTS, TIES = "forecasts", "ties"
LEFT, GROUPS = "left", "groups"  # in `Kept.numbers`
PEOPLE = frozenset({TESTED_TWICE, ASKED_AGAIN})  # counts of people, hidden if small
COLUMNS = ("sector", "country")


def of(name: str, workshops: Workshops) -> int:
    """Count what is there, and what those had done whose data left."""
    gone = (numbers.get(LEFT, {}).get(name, 0) for numbers in _kept(workshops))
    found = _COUNTS[name](workshops) + int(sum(gone))
    return 0 if name in PEOPLE and found < LEAST else found  # anybody reads it


def groups(column: str, workshops: Workshops) -> int:
    """Count the sectors or countries that participants come from, or came from."""
    found = set(_participants(workshops).values_list(column, flat=True))
    for numbers in _kept(workshops):
        found |= set(numbers.get(GROUPS, {}).get(column, ()))
    return len(found)


def there(workshops: Workshops) -> dict[str, int]:
    """Count what is there, of each kind."""
    return {name: count(workshops) for name, count in _COUNTS.items()}


def groups_there(workshops: Workshops) -> dict[str, list[str]]:
    """Return from where participants come whose data are there."""
    rows = _participants(workshops)
    return {name: sorted({*rows.values_list(name, flat=True)}) for name in COLUMNS}


def _kept(workshops: Workshops) -> Iterable[Mapping[str, Any]]:
    rows = Kept.objects.filter(workshop__in=workshops)
    return rows.values_list("numbers", flat=True)


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


def _asked_again(workshops: Workshops) -> int:
    later = (Moment.MONTHS_3, Moment.MONTHS_6)
    rows = ParticipantForecast.objects.filter(question__workshop__in=workshops)
    return rows.filter(moment__in=later).values("participant").distinct().count()


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


_COUNTS: Mapping[str, Callable[[Workshops], int]] = MappingProxyType(
    {
        TESTED_TWICE: _tested_twice,
        FORECASTS: _forecasts,
        ASKED_AGAIN: _asked_again,
        TIES: _ties,
    }
)
