"""How each person did, beside the base rate, the pool and all who answered.

Only resolved questions count. Under `LEAST_QUESTIONS` of them a comparison has no
interval: it is too early to tell. Where many people are compared, one in twenty of
those who are no better than chance will seem to be: a record is no ranking.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from karski.evaluation.intervals import Comparison, Interval, compare
from karski.evaluation.metrics.brier import brier
from karski.evaluation.metrics.log_score import log_score
from karski.judgement._log_odds import Array
from karski.judgement.answers import Answers, Flags
from karski.judgement.methods._method import Method
from karski.judgement.pooling import learn
from karski.judgement.scores import brier_of, mean_of_all

LEAST_QUESTIONS = 10  # resolved, for an interval


@dataclass(frozen=True, slots=True)
class Record:
    """One person's record; the scores are means over resolved questions.

    Attributes
    ----------
    person : str
    answered, resolved : int
        Questions answered in time; of them, resolved.
    brier, log_score : float or None
        None without a resolved question.
    beside_base_rate : Comparison or None
        Brier score, beside saying the base rate each time (`base_rates`).
    beside_pool : Comparison or None
        Brier score, beside the pool, the person's own answer included.
    beside_all : Comparison or None
        Brier score, beside the mean of all who answered the same question: the one
        that is fair between people who answered different questions.
    calibration : Comparison or None
        The mean probability beside the share of yes.
    """

    person: str
    answered: int
    resolved: int
    brier: float | None
    log_score: float | None
    beside_base_rate: Comparison | None
    beside_pool: Comparison | None
    beside_all: Comparison | None
    calibration: Comparison | None


@dataclass(frozen=True, slots=True)
class MethodRecord:
    """How a method of pooling did on questions resolved since.

    Attributes
    ----------
    method : str
    questions : int
    brier, log_score : float
    beside_baseline : Comparison
        Log score, beside another method on the same answers.
    """

    method: str
    questions: int
    brier: float
    log_score: float
    beside_baseline: Comparison | None


def base_rates(answers: Answers) -> Array:
    """Return what a person who knows only the base rate would say.

    The rate stated with the question; where none is, the share of yes among all
    resolved questions. Nobody knew that share beforehand, so it is a stern measure.

    Returns
    -------
    array, shape (questions,)
        NaN where none is stated and none resolved. A share of 0 or 1 is bounded as
        answers are.
    """
    outcomes = answers.outcomes
    known = np.isfinite(outcomes)
    share = outcomes[known].mean() if known.any() else np.nan
    usual = np.clip(share, answers.bound, 1 - answers.bound)
    stated = [question.base_rate for question in answers.questions]
    return np.array([usual if rate is None else rate for rate in stated], float)


def records(answers: Answers, method: Method) -> list[Record]:
    """Return everybody's record, in alphabetical order.

    Parameters
    ----------
    answers : Answers
    method : Method
        Of the pool that people are set beside.

    Returns
    -------
    list of Record
    """
    pool, usual = learn(answers, method).probabilities, base_rates(answers)
    everybody = mean_of_all(brier_of(answers))
    return [
        _record(answers, column, pool, usual, everybody)
        for column in range(len(answers.people))
    ]


def method_records(
    answers: Answers, methods: Mapping[str, Method], baseline: str
) -> list[MethodRecord]:
    """Return how each method would have done, best log score first.

    Each question is pooled with what was known when it was shut. A choice of the best
    of several methods on these questions flatters it.

    Parameters
    ----------
    answers : Answers
    methods : mapping of str to Method
    baseline : str
        Which of them the others are compared with.

    Returns
    -------
    list of MethodRecord
        Empty where no question is both pooled and resolved.
    """
    outcomes = answers.outcomes
    plain = learn(answers, methods[baseline]).probabilities
    there = np.isfinite(outcomes) & np.isfinite(plain)
    if not there.any():
        return []
    usual = log_score(outcomes[there], plain[there])
    found = []
    for name, method in methods.items():
        pooled = learn(answers, method).probabilities[there]
        scores = log_score(outcomes[there], pooled)
        found.append(
            MethodRecord(
                name,
                len(scores),
                float(brier(outcomes[there], pooled).mean()),
                float(scores.mean()),
                _beside(scores, usual),
            )
        )
    return sorted(found, key=lambda record: (record.log_score, record.method))


def _record(
    answers: Answers, column: int, pool: Array, usual: Array, everybody: Array
) -> Record:
    answered = np.isfinite(answers.given[:, column])
    there: Flags = answered & np.isfinite(answers.outcomes)
    counts = (int(answered.sum()), int(there.sum()))
    person = answers.people[column]
    if not there.any():
        return Record(person, *counts, None, None, None, None, None, None)
    said, came = answers.probabilities[there, column], answers.outcomes[there]
    score = brier(came, said)
    pooled = np.isfinite(pool[there])
    company = np.isfinite(everybody[there])
    return Record(
        person,
        *counts,
        brier=float(score.mean()),
        log_score=float(log_score(came, said).mean()),
        beside_base_rate=_beside(score, brier(came, usual[there])),
        beside_pool=_beside(score[pooled], brier(came[pooled], pool[there][pooled])),
        beside_all=_beside(score[company], everybody[there][company]),
        calibration=_beside(said, came),
    )


def _beside(ours: Array, theirs: Array) -> Comparison | None:
    """Compare question by question; too few have no interval, and none nothing."""
    if not len(ours):
        return None
    found = compare(ours, theirs, np.arange(len(ours)))
    if len(ours) >= LEAST_QUESTIONS:
        return found
    return replace(
        found, difference=_bare(found.difference), change=_bare(found.change)
    )


def _bare(interval: Interval) -> Interval:
    return Interval(interval.estimate, float("nan"), float("nan"))
