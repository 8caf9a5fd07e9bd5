"""What people's answers weigh, by how they did on questions resolved before.

Nobody is a good judge on the strength of three lucky answers. So each mean relative
score is shrunk towards 0, the more so the fewer questions it rests on and the less
people differ at all (empirical Bayes [1]_); where the differences are no larger than
luck would make them, all weigh the same.

References
----------
.. [1] Efron and Morris (1975), J. Am. Stat. Assoc. 70(350), 311-319.
"""

import numpy as np
from numpy.typing import NDArray

from karski.judgement._log_odds import Array

LEAST_PRIOR = 10.0  # questions' worth of evidence that people are alike, at least
STEEPNESS = 20.0  # a Brier score better by 0.05 weighs e times as much
MOST = 5.0  # times that somebody may weigh what an average judge does


def weights(relative: Array, before: NDArray[np.bool_]) -> Array:
    """Return each person's weight in each question.

    Parameters
    ----------
    relative : array, shape (questions, people)
        Brier scores less the mean of all who answered; NaN where there is none.
    before : array of bool, shape (questions, questions)
        `Answers.before`: the questions that a row may learn from.

    Returns
    -------
    array, shape (questions, people)
        Above 0; the mean over those with a record is 1, and so is the weight of
        those without.
    """
    found = [earned(relative[past]) for past in before]
    return np.array(found, float).reshape(relative.shape)


def earned(relative: Array) -> Array:
    """Return the weights that a past has earned.

    Parameters
    ----------
    relative : array, shape (past questions, people)

    Returns
    -------
    array, shape (people,)

    Examples
    --------
    >>> past = np.tile([-0.06, 0.06, np.nan], (40, 1))
    >>> earned(past).round(2).tolist()
    [1.74, 0.26, 1.0]
    >>> earned(past[:2]).round(2).tolist()
    [1.2, 0.8, 1.0]
    """
    count = np.isfinite(relative).sum(axis=0)
    if count.max(initial=0) < 2:
        return np.ones(relative.shape[1])
    mean = np.nansum(relative, axis=0) / np.maximum(count, 1)
    shrunk = mean * count / (count + prior_questions(relative, count, mean))
    found: Array = np.exp(-STEEPNESS * shrunk).clip(1 / MOST, MOST)
    known = count > 0
    return np.where(known, found / found[known].mean(), 1.0)


def prior_questions(relative: Array, count: NDArray[np.intp], mean: Array) -> float:
    r"""Return how many questions' worth of evidence says that people are alike.

    The variance of a person's scores from question to question, over the variance
    between people; the latter by moments, as DerSimonian and Laird do [1]_. Infinite
    where people differ no more than luck would make them; at least `LEAST_PRIOR`.

    References
    ----------
    .. [1] DerSimonian and Laird (1986), Control. Clin. Trials 7(3), 177-188.
    """
    known = count > 0
    n, centre = count[known].astype(float), mean[known]
    within = np.nansum(np.square(relative - mean)) / max((n - 1).sum(), 1)
    average = (n @ centre) / n.sum()
    excess = n @ np.square(centre - average) - (len(n) - 1) * within
    between = excess / (n.sum() - (n @ n) / n.sum())
    if not between > 0:
        return float("inf")
    return max(float(within / between), LEAST_PRIOR)
