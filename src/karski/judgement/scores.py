"""Scores of each answer, and scores that are fair when people answered other questions.

A question on which nobody could do well costs everyone. So a person's relative score
is the score minus the mean score of all who answered that question: it can be averaged
over whatever questions the person answered.
"""

import numpy as np

from karski.evaluation.metrics.brier import brier
from karski.judgement._log_odds import Array
from karski.judgement.answers import Answers

COMPANY = 2  # people; alone, nobody is better or worse than all who answered


def brier_of(answers: Answers) -> Array:
    """Return the Brier score of each answer, shape (questions, people).

    NaN where there is no answer or the question is not resolved.
    """
    probabilities = answers.probabilities
    outcomes = np.broadcast_to(answers.outcomes[:, None], probabilities.shape)
    known = np.isfinite(probabilities) & np.isfinite(outcomes)
    found = np.full(probabilities.shape, np.nan)
    found[known] = brier(outcomes[known], probabilities[known])
    return found


def mean_of_all(scores: Array) -> Array:
    """Return the mean score of all who answered, shape (questions,).

    NaN where fewer than `COMPANY` did.

    Examples
    --------
    >>> mean_of_all(np.array([[0.1, 0.3, np.nan], [0.2, np.nan, np.nan]])).tolist()
    [0.2, nan]
    """
    people = np.isfinite(scores).sum(axis=1)
    enough = people >= COMPANY
    total = np.where(enough, np.nansum(scores, axis=1), np.nan)
    return total / np.where(enough, people, 1)


def relative(scores: Array) -> Array:
    """Return scores less the mean of all who answered, shape (questions, people).

    Below 0 is better than the others.

    Examples
    --------
    >>> relative(np.array([[0.1, 0.3, np.nan]])).round(3).tolist()
    [[-0.1, 0.1, nan]]
    """
    found: Array = scores - mean_of_all(scores)[:, None]
    return found
