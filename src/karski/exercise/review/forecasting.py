"""How good the room's probabilities were: Brier scores, chance, and calibration.

People of one room answer the same few questions, so neither people nor questions are
many. The interval resamples both at once (a pigeonhole bootstrap [1]_), which errs on
the wide side; under `LEAST_QUESTIONS` there is none.

References
----------
.. [1] Owen (2007), The pigeonhole bootstrap. Ann. Appl. Stat. 1(2), 386-411.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np

from karski.evaluation.intervals import Interval
from karski.exercise.events import BOT, Event, Kind
from karski.exercise.review.calibrating import Bin, bins
from karski.judgement._log_odds import Array
from karski.judgement.answers import Answers, collect
from karski.judgement.judgements import Judgement, Question
from karski.judgement.records import base_rates
from karski.judgement.scores import brier_of

LEAST_QUESTIONS, LEAST_PEOPLE = 3, 2
FEW = 5  # under so many, what was said would show who said it
REPETITIONS, LEVEL = 4000, 0.9
_ZERO = datetime(2000, 1, 1, tzinfo=UTC)  # any: only the order of moments matters


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, what people said of it, and what came.

    Attributes
    ----------
    name : str
    event : Event
        Its asking, with its text.
    given : tuple of float
        Last words in time, lowest first, in 0..1.
    outcome : bool or None
        None while it is not resolved.
    brier : float or None
        Mean over people.
    """

    name: str
    event: Event
    given: tuple[float, ...]
    outcome: bool | None
    brier: float | None

    @property
    def few(self) -> bool:
        """Whether so few answered that the answers would be theirs to see."""
        return 0 < len(self.given) < FEW

    @property
    def middle(self) -> float | None:
        """The median of what was said."""
        return float(np.median(self.given)) if self.given else None


@dataclass(frozen=True, slots=True)
class Forecasts:
    """The room's forecasts, beside a coin toss and the base rate.

    Attributes
    ----------
    asked : tuple of Asked
    people, resolved : int
        Those who answered a resolved question in time, and such questions.
    brier : Interval or None
        Mean over questions of the mean over people, with nine in ten of its
        resamples; NaN ends where there are too few. None without a resolved answer.
    base_rate : float or None
        What saying the share of yes among these questions each time would score:
        stern, as nobody knew it beforehand.
    bins : tuple of Bin
        Those that hold answers.
    """

    asked: tuple[Asked, ...]
    people: int
    resolved: int
    brier: Interval | None
    base_rate: float | None
    bins: tuple[Bin, ...]

    @property
    def few(self) -> bool:
        """Whether so few answered that the room's score would be theirs."""
        return 0 < self.people < FEW


def forecasts(events: Sequence[Event]) -> Forecasts:
    """Return the forecasts of a journal; those of bots are left out."""
    questions = _questions(events)
    answers = collect(_judgements(events, questions), list(questions.values()))
    scores = brier_of(answers)
    asked = {e.data["question"]: e for e in events if e.kind == Kind.QUESTION_ASKED}
    by_question = [
        Asked(
            each.name,
            asked[each.name],
            tuple(sorted(row[np.isfinite(row)].tolist())),
            each.outcome,
            _mean(score),
        )
        for each, row, score in zip(
            answers.questions, answers.given, scores, strict=True
        )
    ]
    known = np.isfinite(scores)
    return Forecasts(
        tuple(by_question),
        int(known.any(axis=0).sum()),
        int(known.any(axis=1).sum()),
        _overall(scores),
        _of_base_rate(answers, scores),
        bins(answers),
    )


def own_score(events: Sequence[Event], player: str) -> tuple[float, int] | None:
    """Return somebody's mean Brier score, and of how many resolved questions.

    None where none of theirs is resolved.
    """
    own = [
        event
        for event in events
        if event.kind != Kind.FORECAST_GIVEN or event.data.get("player") == player
    ]
    found = forecasts(own)
    return (found.brier.estimate, found.resolved) if found.brier else None


def _questions(events: Sequence[Event]) -> Mapping[str, Question]:
    outcomes = {
        str(event.data["question"]): (event.at, event.data["outcome"] is True)
        for event in events
        if event.kind == Kind.QUESTION_RESOLVED
    }
    found = {}
    for event in events:
        if event.kind == Kind.QUESTION_ASKED:
            name, closes = str(event.data["question"]), event.data.get("closes")
            at, outcome = outcomes.get(name, (None, None))
            shut = _moment(closes) if isinstance(closes, int) else None
            resolved = None if at is None else _moment(at)
            found[name] = Question(name, shut, resolved, outcome)
    return found


def _judgements(
    events: Sequence[Event], questions: Mapping[str, Question]
) -> list[Judgement]:
    """Return what people said; two words at one moment are one: the later."""
    found: dict[tuple[str, str, int], Judgement] = {}
    for event in events:
        if event.kind != Kind.FORECAST_GIVEN or event.by.startswith(BOT):
            continue
        name = str(event.data["question"])
        person = str(event.data.get("player") or event.by)
        said = event.data["probability"]
        if name in questions and isinstance(said, int | float):
            found[name, person, event.at] = Judgement(
                name, person, float(said), _moment(event.at)
            )
    return list(found.values())


def _moment(at: int) -> datetime:
    return _ZERO + timedelta(milliseconds=at)


def _mean(scores: Array) -> float | None:
    known = scores[np.isfinite(scores)]
    return float(known.mean()) if len(known) else None


def _overall(scores: Array) -> Interval | None:
    """Return the room's score and how far it would move with others."""
    known = np.isfinite(scores)
    if not known.any():
        return None
    rows, columns = known.any(axis=1), known.any(axis=0)
    scores, known = scores[rows][:, columns], known[rows][:, columns]
    estimate = float(np.nanmean(scores, axis=1).mean())
    if len(scores) < LEAST_QUESTIONS or scores.shape[1] < LEAST_PEOPLE:
        return Interval(estimate, float("nan"), float("nan"))
    drawn = _resampled(np.nan_to_num(scores), known.astype(float))
    ends = np.quantile(drawn, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Interval(estimate, float(ends[0]), float(ends[1]))


def _resampled(scores: Array, known: Array, seed: int = 0) -> Array:
    """Return the score of resampled people on resampled questions, many times."""
    random = np.random.default_rng(seed)
    questions, people = scores.shape
    often = random.multinomial(people, np.full(people, 1 / people), REPETITIONS)
    answers = often @ known.T
    sums = often @ scores.T
    means = np.divide(sums, answers, out=np.zeros_like(sums), where=answers > 0)
    chosen = random.multinomial(
        questions, np.full(questions, 1 / questions), REPETITIONS
    )
    weights = chosen * (answers > 0)
    total = weights.sum(axis=1)
    kept = total > 0
    found: Array = (weights * means).sum(axis=1)[kept] / total[kept]
    return found


def _of_base_rate(answers: Answers, scores: Array) -> float | None:
    scored = np.isfinite(scores).any(axis=1)
    if not scored.any():
        return None
    usual, came = base_rates(answers)[scored], answers.outcomes[scored]
    return float(np.square(usual - came).mean())
