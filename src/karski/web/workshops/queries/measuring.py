"""What tests, forecasts, forms and commitments of a workshop say, as may be shown."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet

from karski.core.small_cells import LEAST
from karski.learning import levels
from karski.learning.items import ItemFigures, Reliability, analyse, reliability
from karski.web.programme.models import State
from karski.web.workshops.asked import COMMENT, CONDUCT, REACTIONS
from karski.web.workshops.models import (
    Asked,
    ForecastingQuestion,
    Form,
    Item,
    Moment,
    Test,
    Workshop,
    WorkshopCommitment,
)
from karski.web.workshops.queries import forecasts, moments, shown
from karski.web.workshops.queries.numbers import numbers_of
from karski.web.workshops.queries.seats import participants

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the asking of something is.

    Attributes
    ----------
    what : Asked
    opens, until : date
    answered : int
    is_open, is_closed : bool
    """

    what: Asked
    opens: date
    until: date
    answered: int
    is_open: bool
    is_closed: bool


def progress_of(workshop: Workshop) -> list[Progress]:
    """Return how far the test afterwards and each form are."""
    known = set(participants(workshop).values_list("pk", flat=True))
    return [
        Progress(
            what,
            *moments.window(workshop, what),
            len(moments.answered(workshop, what) & known),
            moments.is_open(workshop, what),
            moments.is_closed(workshop, what),
        )
        for what in Asked
    ]


def test_of(workshop: Workshop) -> Test | None:
    """Return a workshop's test, if it is set."""
    rows = Test.objects.prefetch_related("places__item", "places__objective")
    return rows.filter(workshop=workshop).first()


def sat_before(workshop: Workshop) -> int:
    """Count who sat the test before."""
    return shown.sittings(workshop, Moment.BEFORE).count()


def levels_of(workshop: Workshop) -> levels.Levels:
    """Return the four levels, of what is closed; the rest is not there yet."""
    number = participants(workshop).count()
    return levels.Levels(
        participants=numbers_of(workshop).total or number,
        reaction=shown.ratings(workshop),
        learning=shown.learning(workshop),
        judging=forecasts.judging(workshop),
        behaviour=shown.behaviours(workshop),
        results=_results(workshop),
    )


def words_of() -> Mapping[str, "_StrPromise"]:
    """Return the words of what the forms ask, by its key."""
    return {**REACTIONS, **CONDUCT}


def comments_of(workshop: Workshop) -> list[str]:
    """Return what people wrote in the reaction form, in no order of arrival.

    Nothing of fewer than five, nor while it is open.
    """
    if not moments.is_closed(workshop, Asked.REACTION):
        return []
    rows = shown.answers(workshop, Form.REACTION)
    said = [str(row[COMMENT]) for row in rows if row.get(COMMENT)]
    return sorted(said) if len(rows) >= LEAST else []


def figures_of(
    workshop: Workshop,
) -> tuple[Sequence[ItemFigures], Reliability] | None:
    """Return how good the items are, from the first sitting of five people or more."""
    sat = shown.sat(shown.sittings(workshop, Moment.BEFORE))
    if len(sat) < LEAST or moments.today(workshop) <= workshop.starts:
        return None
    return analyse(sat), reliability(sat)


def items_of(organisations: Iterable[int]) -> QuerySet[Item]:
    """Return the items of some organisations, newest versions and all earlier ones."""
    rows = Item.objects.filter(organisation__in=list(organisations))
    return rows.select_related("organisation").order_by("code", "-version")


def offered(workshop: Workshop) -> QuerySet[Item]:
    """Return the items that a test can be made of: those it has, and the offered."""
    place = workshop.series.organisation_id
    rows = items_of([place]).filter(Q(retired=False) | Q(tests__workshop=workshop))
    return rows.distinct()


def asked_of(workshop: Workshop) -> QuerySet[ForecastingQuestion]:
    """Return the questions of a workshop, and how many people forecast each."""
    rows = ForecastingQuestion.objects.filter(workshop=workshop)
    return rows.annotate(people=Count("forecasts__participant", distinct=True))


def commitments_of(workshop: Workshop) -> QuerySet[WorkshopCommitment]:
    """Return the commitments made in a workshop."""
    rows = WorkshopCommitment.objects.filter(workshop=workshop)
    return rows.select_related(
        "commitment__organisation", "commitment__person"
    ).order_by("commitment__by_when", "pk")


def _results(workshop: Workshop) -> levels.Results | None:
    made = [each.commitment for each in commitments_of(workshop)]
    counted = [each for each in made if each.state != State.WITHDRAWN]
    if not counted:
        return None
    day = moments.today(workshop)
    kept = sum(each.state == State.KEPT for each in counted)
    due = sum(
        each.state == State.BROKEN or (each.state == State.OPEN and each.by_when < day)
        for each in counted
    )
    return levels.results(kept, due, len(counted) - kept - due)
