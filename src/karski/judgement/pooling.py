"""One figure from many people, with its interval, its spread and what it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from karski.evaluation.intervals import Interval
from karski.judgement import extremising
from karski.judgement._log_odds import Array
from karski.judgement._spread import Spread, interval, spread
from karski.judgement.answers import Answers, Flags
from karski.judgement.methods._method import Method
from karski.judgement.scores import brier_of, relative
from karski.judgement.weights import weights

LEAST_PEOPLE = 3  # below it there is no pool, only what one or two people said


@dataclass(frozen=True, slots=True)
class Pool:
    """What people say together on one question.

    Attributes
    ----------
    question, method : str
    people : int
        Who gave an answer in time.
    pooled : Interval or None
        Pooled probability with its 95 % interval; None under `LEAST_PEOPLE` people.
    spread : Spread or None
        Of the individual answers, as they are used; None likewise.
    exponent, anchor : float
        What the figure was extremised by (1: not at all), and away from what.
    weights : mapping of str to float
        Each person's share of all weight; the shares add up to 1.
    learnt_from : int
        Questions resolved before this one was shut.
    bounded : int
        Answers so near to 0 or 1 that the bound was used instead.
    """

    question: str
    method: str
    people: int
    pooled: Interval | None
    spread: Spread | None
    exponent: float
    anchor: float
    weights: Mapping[str, float]
    learnt_from: int
    bounded: int


@dataclass(frozen=True, slots=True, eq=False)
class Learnt:
    """What a method takes from the past, question by question.

    Attributes
    ----------
    weights : array, shape (questions, people)
    exponents : array, shape (questions,)
    probabilities : array, shape (questions,)
        Of the pool; NaN under `LEAST_PEOPLE` people.
    """

    weights: Array
    exponents: Array
    probabilities: Array


def learn(answers: Answers, method: Method) -> Learnt:
    """Pool every question with what was known when it was shut, and nothing later.

    Parameters
    ----------
    answers : Answers
    method : Method
        From `karski.judgement.methods.catalogue`.

    Returns
    -------
    Learnt
    """
    before, shape = answers.before(), answers.given.shape
    weight = np.ones(shape)
    if method.weighted:
        weight = weights(relative(brier_of(answers)), before)
    combined = np.array(
        [
            _combined(method, *pair)
            for pair in zip(answers.probabilities, weight, strict=True)
        ],
        float,
    )
    exponents = np.full(shape[0], extremising.NONE)
    if method.extremised:
        exponents = extremising.exponents(
            combined, answers.outcomes, answers.anchors, before
        )
    pooled = extremising.extremise(combined, exponents, answers.anchors)
    untouched = exponents == extremising.NONE
    return Learnt(weight, exponents, np.where(untouched, combined, pooled))


def pools(answers: Answers, name: str, method: Method) -> list[Pool]:
    """Return the pool of every question, in the order of the questions.

    Parameters
    ----------
    answers : Answers
    name : str
        The method's, as in the catalogue.
    method : Method
    """
    learnt, resolved = learn(answers, method), answers.before().sum(axis=1)
    return [
        _pool(answers, row, name, method, learnt, int(resolved[row]))
        for row in range(len(answers.questions))
    ]


def _combined(method: Method, probabilities: Array, weight: Array) -> float:
    there = np.isfinite(probabilities)
    if np.count_nonzero(there) < LEAST_PEOPLE:
        return np.nan
    return float(method.combine(probabilities[there], weight[there]))


def _pool(
    answers: Answers, row: int, name: str, method: Method, learnt: Learnt, past: int
) -> Pool:
    there: Flags = np.isfinite(answers.given[row])
    said, weight = answers.probabilities[row, there], learnt.weights[row, there]
    exponent, anchor = float(learnt.exponents[row]), float(answers.anchors[row])
    estimate = float(learnt.probabilities[row])
    enough = len(said) >= LEAST_PEOPLE
    people = [
        person for person, is_in in zip(answers.people, there, strict=True) if is_in
    ]
    shares = weight / weight.sum() if len(said) else weight
    return Pool(
        question=answers.questions[row].name,
        method=name,
        people=len(said),
        pooled=interval(method.combine, said, weight, exponent, anchor, estimate)
        if enough
        else None,
        spread=spread(said) if enough else None,
        exponent=exponent,
        anchor=anchor,
        weights=dict(zip(people, shares.tolist(), strict=True)),
        learnt_from=past,
        bounded=int(answers.bounded[row].sum()),
    )
