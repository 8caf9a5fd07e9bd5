"""What tests, forecasts, forms and commitments of a workshop say, as may be shown."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet

from karski.core.small_cells import LEAST
from karski.judgement.judgements import Judgement, Question
from karski.learning import levels
from karski.learning.calibration_game import Game, play
from karski.learning.items import ItemFigures, Reliability, analyse, reliability
from karski.web.programme.models import State
from karski.web.workshops.asked import COMMENT, CONDUCT, REACTIONS
from karski.web.workshops.models import (
    Asked,
    Candidate,
    ForecastingQuestion,
    Form,
    Item,
    Moment,
    ParticipantForecast,
    Test,
    Workshop,
    WorkshopCommitment,
)
from karski.web.workshops.queries import moments, shown
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
    return Test.objects.filter(workshop=workshop).first()


def sat_before(workshop: Workshop) -> int:
    """Count who sat the test before."""
    return shown.sittings(workshop, Moment.BEFORE).count()


def levels_of(workshop: Workshop) -> levels.Levels:
    """Return the four levels, of what is closed; the rest is not there yet."""
    people = participants(workshop)
    number = people.count()
    game = game_of(workshop)
    return levels.Levels(
        participants=number,
        reaction=shown.ratings(workshop),
        learning=shown.learning(workshop),
        judging=levels.judging(game, number) if game else (),
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


def game_of(workshop: Workshop) -> Game | None:
    """Return the scores of the forecasts, as soon as a question is resolved."""
    rows = ForecastingQuestion.objects.filter(workshop=workshop)
    asked = {row.pk: row for row in rows}
    if not any(row.resolved for row in asked.values()):
        return None
    questions = [
        Question(
            str(row.pk), row.closes, row.resolved, row.came, _inside(row.base_rate)
        )
        for row in asked.values()
    ]
    model = {
        str(row.pk): row.model_probability
        for row in asked.values()
        if row.model_probability is not None
    }
    return play(_judged(workshop), questions, model)


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


def _judged(workshop: Workshop) -> dict[str, list[Judgement]]:
    """Return forecasts by moment, in the order of moments."""
    people = participants(workshop)
    rows = ParticipantForecast.objects.filter(
        question__workshop=workshop, participant__in=people
    )
    found: dict[str, list[Judgement]] = {moment: [] for moment in Moment.values}
    for row in rows.order_by("pk"):
        said = Judgement(
            str(row.question_id), str(row.participant_id), row.probability, row.at
        )
        found[row.moment].append(said)
    return {moment: said for moment, said in found.items() if said}


def _inside(rate: float | None) -> float | None:
    """Return a base rate that is no certainty; a stated 0 or 1 is none."""
    return rate if rate is not None and 0 < rate < 1 else None


def own_briers(candidate: Candidate) -> list[tuple[str, float]]:
    """Return one person's own Brier scores, moment by moment."""
    game, key = game_of(candidate.workshop), str(candidate.pk)
    return [
        (str(Moment(each.moment).label), each.persons[key])
        for each in (game.moments if game else ())
        if key in each.persons
    ]
