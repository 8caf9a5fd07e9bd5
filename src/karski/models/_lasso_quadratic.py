"""Many small quadratics with a penalty on absolute values, solved exactly at once."""

import numpy as np
from numpy.typing import NDArray

from karski.models._onset import Array

PATIENCE = 3  # rounds without fewer wrong signs, before one changes at a time
MOST_ROUNDS = 1000  # far beyond what is seen; single changes end in finitely many
SLACK = 1e-10  # of the penalty, by which rounding may overstep it


def minimise(curvature: Array, slope: Array, penalty: Array, start: Array) -> Array:
    r"""Minimise :math:`b'Hb/2 - c'b + \sum_j \ell_j |b_j|` for each problem.

    The sign of every coefficient (or its absence) is guessed, the linear system of that
    guess is solved, and wrong signs are exchanged: all of them while that helps, then
    one at a time, which always ends (block principal pivoting [1]_).

    Parameters
    ----------
    curvature : array, shape (problems, coefficients, coefficients)
        Positive definite.
    slope : array, shape (problems, coefficients)
    penalty : array, shape (problems, coefficients)
        At least 0; a coefficient with 0 is always present.
    start : array, shape (problems, coefficients)
        A guess, of which only the signs are used.

    Returns
    -------
    array, shape (problems, coefficients)

    References
    ----------
    .. [1] Portugal, Júdice and Vicente (1994), A comparison of block pivoting and
       interior-point algorithms for linear least squares problems with nonnegative
       variables, Mathematics of Computation 63(208), 625-643.

    Examples
    --------
    >>> one = np.eye(2)[None]
    >>> minimise(one, np.array([[3.0, -0.5]]), np.ones((1, 2)), np.zeros((1, 2)))
    array([[2., 0.]])
    """
    free = penalty == 0
    sign = np.where(free, 1.0, np.sign(start))
    fewest = np.full(len(slope), slope.shape[1] + 1)
    patience = np.full(len(slope), PATIENCE)
    for _ in range(MOST_ROUNDS):
        found, rest = _solve(curvature, slope, penalty, sign)
        present = sign != 0
        wrong = present & ~free & (found * sign < 0)
        wrong |= ~present & (np.abs(rest) > penalty * (1 + SLACK))
        count = wrong.sum(axis=1)
        if not count.any():
            return found
        better = count < fewest
        fewest = np.where(better, count, fewest)
        patience = np.where(better, PATIENCE, patience - 1)
        wrong = np.where((patience < 0)[:, None], _last_of(wrong), wrong)
        sign = np.where(wrong, np.where(present, 0.0, np.sign(rest)), sign)
    raise AssertionError("pivoting went round in circles: not positive definite")


def _solve(
    curvature: Array, slope: Array, penalty: Array, sign: Array
) -> tuple[Array, Array]:
    """Return coefficients of these signs, and what slope they leave over."""
    present = sign != 0
    pairs = present[:, :, None] & present[:, None, :]
    system = np.where(pairs, curvature, np.eye(slope.shape[1]))
    pull = np.where(present, slope - penalty * sign, 0.0)
    found = np.linalg.solve(system, pull[:, :, None])[:, :, 0]
    return found, slope - np.einsum("kij,kj->ki", curvature, found)


def _last_of(wrong: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Keep only the last wrong sign of each problem."""
    last = wrong.shape[1] - 1 - np.argmax(wrong[:, ::-1], axis=1)
    only: NDArray[np.bool_] = wrong & (np.arange(wrong.shape[1]) == last[:, None])
    return only
