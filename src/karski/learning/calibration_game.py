"""Forecasts of the same questions before, during and after: does judgement sharpen.

Everybody sees the same questions, so the questions, not the answers, are what a
comparison with a model rests on; with few of them it has no interval
(`karski.judgement.records.LEAST_QUESTIONS`). What changed from moment to moment is
reckoned person by person, on the questions that the person answered at both.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import nan

import numpy as np
from numpy.typing import NDArray

from karski.evaluation.intervals import Comparison, Interval, compare
from karski.evaluation.metrics.brier import brier
from karski.judgement.answers import Answers, collect
from karski.judgement.judgements import Judgement, Question
from karski.judgement.records import LEAST_QUESTIONS, base_rates
from karski.judgement.scores import brier_of
from karski.learning._intervals import mean, wilson

EDGES = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers that gave about the same chance, and how many came about.

    Attributes
    ----------
    least, greatest : float
        The chances in it; the last bin holds both ends, another its lower one.
    answers, questions, people : int
    said : float or None
        Mean chance; None in an empty bin.
    came : Interval or None
        The share that came about, by Wilson with `questions` as its size: answers to
        one question come true together.
    """

    least: float
    greatest: float
    answers: int
    questions: int
    people: int
    said: float | None
    came: Interval | None


@dataclass(frozen=True, slots=True)
class MomentScore:
    """How a group forecast at one moment; resolved questions alone count.

    Attributes
    ----------
    moment : str
    people, questions, answers, late : int
        With a resolved question; those; answers to them; answers given too late.
    persons : mapping of str to float
        Each person's mean Brier score: 0 is best, 0.25 is saying one half.
    brier : Interval or None
        The mean of `persons`, by Student's t over people; None without any.
    beside_model, beside_base_rate : Comparison or None
        The group's mean Brier score on each question less that of the model, and of
        saying the base rate; None where no question has one.
    curve : tuple of Bin
    model_curve : tuple of Bin
        The model's own, of the same questions: each is one answer of one forecaster.
    """

    moment: str
    people: int
    questions: int
    answers: int
    late: int
    persons: Mapping[str, float]
    brier: Interval | None
    beside_model: Comparison | None
    beside_base_rate: Comparison | None
    curve: tuple[Bin, ...]
    model_curve: tuple[Bin, ...]


@dataclass(frozen=True, slots=True)
class Sharpening:
    """How Brier scores changed between two moments; below 0 is better.

    Attributes
    ----------
    earlier, later : str
    people : int
        With a resolved question answered at both.
    change : Interval or None
        Mean of the people's changes, by Student's t for pairs.
    """

    earlier: str
    later: str
    people: int
    change: Interval | None


@dataclass(frozen=True, slots=True)
class Game:
    """The whole game: each moment, and what changed from the first."""

    moments: tuple[MomentScore, ...]
    sharpening: tuple[Sharpening, ...]


def play(
    judgements: Mapping[str, Sequence[Judgement]],
    questions: Sequence[Question],
    model: Mapping[str, float],
) -> Game:
    """Score a group's forecasts at each moment.

    Parameters
    ----------
    judgements : mapping of moment to sequence of Judgement
        Moments in their order.
    questions : sequence of Question
    model : mapping of question's name to probability
        The model's own, for the questions that it speaks to.

    Raises
    ------
    JudgementError
        As `karski.judgement.answers.collect`.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> day = datetime(2025, 3, 1, tzinfo=UTC)
    >>> asked = [Question("Q", resolved=day, outcome=True)]
    >>> said = {"before": [Judgement("Q", "a", 0.5, day)],
    ...         "during": [Judgement("Q", "a", 0.8, day)]}
    >>> game = play(said, asked, {"Q": 0.6})
    >>> [round(each.brier.estimate, 2) for each in game.moments]
    [0.25, 0.04]
    >>> round(game.sharpening[0].change.estimate, 2)
    -0.21
    """
    answers = {moment: collect(said, questions) for moment, said in judgements.items()}
    scores = [_score(moment, given, model) for moment, given in answers.items()]
    first, *later = answers or [""]
    return Game(
        tuple(scores),
        tuple(_sharpening(first, each, answers) for each in later),
    )


def _score(moment: str, answers: Answers, model: Mapping[str, float]) -> MomentScore:
    scores = brier_of(answers)
    there = np.isfinite(scores)
    persons = {
        person: float(scores[there[:, column], column].mean())
        for column, person in enumerate(answers.people)
        if there[:, column].any()
    }
    names = [question.name for question in answers.questions]
    said = np.array([model.get(name, nan) for name in names], float)
    return MomentScore(
        moment,
        len(persons),
        int(there.any(axis=1).sum()),
        int(there.sum()),
        len(answers.late),
        persons,
        mean(list(persons.values())) if persons else None,
        _beside(scores, said, answers.outcomes),
        _beside(scores, base_rates(answers), answers.outcomes),
        _curve(answers.probabilities, answers.outcomes, there),
        _curve(
            said[:, None],
            answers.outcomes,
            (there.any(axis=1) & np.isfinite(said))[:, None],
        ),
    )


def _beside(scores: Array, others: Array, outcomes: Array) -> Comparison | None:
    """Compare the mean score of each question with that of another forecast."""
    rows = np.isfinite(scores).any(axis=1) & np.isfinite(others)
    if not rows.any():
        return None
    ours = np.nanmean(scores[rows], axis=1)
    theirs = brier(outcomes[rows], others[rows])
    found = compare(ours, theirs, np.arange(len(ours)))
    if len(ours) >= LEAST_QUESTIONS:
        return found
    bare = Interval(found.difference.estimate, nan, nan)
    share = Interval(found.change.estimate, nan, nan)
    return replace(found, difference=bare, change=share)


def _curve(
    probabilities: Array, outcomes: Array, there: NDArray[np.bool_]
) -> tuple[Bin, ...]:
    """Bin those that are there of probabilities by question and forecaster."""
    asked, people = np.nonzero(there)
    said = probabilities[there]
    came = outcomes[asked]
    within = np.digitize(said, EDGES[1:-1])
    return tuple(
        _bin(ends, said[within == n], came[within == n], asked[within == n],
             people[within == n])
        for n, ends in enumerate(pairwise(EDGES))
    )  # fmt: skip


def _bin(
    ends: tuple[float, float],
    said: Array,
    came: Array,
    asked: NDArray[np.intp],
    people: NDArray[np.intp],
) -> Bin:
    questions = len(np.unique(asked))
    counts = (len(said), questions, len(np.unique(people)))
    if not questions:
        return Bin(*ends, *counts, None, None)
    share = wilson(float(came.mean()), questions)
    return Bin(*ends, *counts, float(said.mean()), share)


def _sharpening(earlier: str, later: str, answers: Mapping[str, Answers]) -> Sharpening:
    first, second = answers[earlier], answers[later]
    before, after = brier_of(first), brier_of(second)
    changes = []
    for person in sorted({*first.people} & {*second.people}):
        gap = (
            after[:, second.people.index(person)]
            - before[:, first.people.index(person)]
        )
        if np.isfinite(gap).any():
            changes.append(float(np.nanmean(gap)))
    return Sharpening(earlier, later, len(changes), mean(changes) if changes else None)
