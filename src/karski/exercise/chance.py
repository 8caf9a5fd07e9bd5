"""Chance that can be looked up: uniforms by name, and what they become.

A uniform is known by its seed, what it decides, the community it decides it for, and
the day: never by what was drawn before it. Two courses of an exercise that part on a
day therefore share every number before it and, for what both decide, after it too.

The words are those of Philox4x64-10 [1]_, keyed by a hash of the names; NumPy promises
that its bit generators keep their streams, which it does not of its distributions [2]_.
So the distributions are written out here, as inverses of their distribution functions:
a larger uniform never gives a smaller value.

References
----------
.. [1] Salmon, Moraes, Dror and Shaw (2011), Parallel random numbers: as easy as 1, 2,
   3. Proc. SC11, article 16.
.. [2] NumPy Enhancement Proposal 19, Random number generator policy.
"""

from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from karski.exercise._normal import normal

__all__ = [
    "Array",
    "bernoulli",
    "geometric",
    "heavy_tail",
    "key",
    "negative_binomial",
    "normal",
    "poisson",
    "triangular",
    "uniforms",
    "uniforms_of",
]

Array: TypeAlias = NDArray[np.float64]
Words: TypeAlias = NDArray[np.uint64]

AT_ONCE = 4  # words that one step of Philox's counter gives
KEY_BYTES = 16
LARGEST_MEAN = 500.0  # of a count; beyond it exp(-mean) nears the smallest double
TAIL = 1e-15  # of a count's distribution, left out where it is summed


def key(seed: int, variable: str, community: str) -> Words:
    """Return Philox's key of a seed, a variable and a community.

    Examples
    --------
    >>> key(5, "phase", "North/Hill people").tolist()
    [1531249765595570478, 16164624322614022763]
    """
    named = sha256(f"{seed}\n{variable}\n{community}".encode()).digest()
    found: Words = np.frombuffer(named[:KEY_BYTES], "<u8").astype(np.uint64)
    return found


def uniforms(
    seed: int, variable: str, community: str, days: range, each: int = 1
) -> Array:
    """Return the uniforms of some days: `each` a day, strictly between 0 and 1.

    Parameters
    ----------
    seed : int
    variable, community : str
        What is decided, and for whom; "" for whom where it concerns everybody.
    days : range
        Consecutive days, from 0; a day's numbers do not depend on the other days.
    each : int

    Returns
    -------
    array, shape (days, each)

    Examples
    --------
    >>> late = uniforms(5, "phase", "North/Hill people", range(7, 9))
    >>> bool(late[1] == uniforms(5, "phase", "North/Hill people", range(8, 9))[0])
    True
    """
    found: Array = uniforms_of([seed], variable, community, days, each)[0]
    return found


def uniforms_of(
    seeds: Sequence[int], variable: str, community: str, days: range, each: int = 1
) -> Array:
    """Return `uniforms` of many seeds, shape (runs, days, each)."""
    assert days.step == 1, "days follow one another"
    first, count = days.start * each, len(days) * each
    words = np.empty((len(seeds), count), np.uint64)
    generator = np.random.Philox(key=0)
    for row, seed in enumerate(seeds):
        _set(generator, key(seed, variable, community), first // AT_ONCE)
        skipped = first % AT_ONCE
        words[row] = generator.random_raw(skipped + count)[skipped:]
    return _open_unit(words).reshape(len(seeds), len(days), each)


def _set(generator: np.random.Philox, words: Words, counter: int) -> None:
    generator.state = {
        "bit_generator": "Philox",
        "state": {
            "counter": np.array([counter, 0, 0, 0], np.uint64),
            "key": words,
        },
        "buffer": np.zeros(AT_ONCE, np.uint64),
        "buffer_pos": AT_ONCE,
        "has_uint32": 0,
        "uinteger": 0,
    }


def _open_unit(words: Words) -> Array:
    """Return 2**52 values, each in the middle of its cell: never 0, never 1."""
    cells = (words >> np.uint64(12)).astype(np.float64)
    return (cells + 0.5) * 2.0**-52


def bernoulli(uniform: ArrayLike, chance: ArrayLike) -> NDArray[np.bool_]:
    """Return whether it happens: with a chance in 0..1, in the uniform's upper end.

    Examples
    --------
    >>> bernoulli([0.2, 0.6, 0.8], 0.3).tolist()
    [False, False, True]
    """
    happens: NDArray[np.bool_] = np.asarray(uniform) > 1 - np.asarray(chance)
    return happens


def triangular(
    uniform: ArrayLike, low: ArrayLike, best: ArrayLike, high: ArrayLike
) -> Array:
    """Return values between `low` and `high`, likeliest at `best`.

    Examples
    --------
    >>> triangular([0.25, 0.5, 0.75], 0, 0, 4).round(3).tolist()
    [0.536, 1.172, 2.0]
    """
    u = np.asarray(uniform, float)
    low, best, high = (np.asarray(end, float) for end in (low, best, high))
    width = high - low
    rising = low + np.sqrt(u * width * (best - low))
    falling = high - np.sqrt((1 - u) * width * (high - best))
    found: Array = np.where(u * width < best - low, rising, falling)
    return found


def poisson(uniform: ArrayLike, mean: ArrayLike) -> Array:
    """Return counts of a Poisson distribution, its mean in 0..500.

    Examples
    --------
    >>> poisson([0.3, 0.6, 0.99], 1.0).tolist()
    [0.0, 1.0, 4.0]
    """
    u, lam = np.broadcast_arrays(np.asarray(uniform, float), np.asarray(mean, float))
    assert np.all(lam <= LARGEST_MEAN), "so many at once are no count of incidents"
    weight = np.exp(-lam)
    return _counted(u, weight, lambda k, before: before * lam / k)


def negative_binomial(uniform: ArrayLike, mean: ArrayLike, size: ArrayLike) -> Array:
    """Return counts with variance ``mean + mean**2 / size``.

    Examples
    --------
    >>> negative_binomial([0.3, 0.6, 0.99], 1.0, 1.0).tolist()
    [0.0, 1.0, 6.0]
    """
    u, mu, r = np.broadcast_arrays(
        *(np.asarray(given, float) for given in (uniform, mean, size))
    )
    odds = mu / (mu + r)
    weight = np.exp(r * np.log1p(-odds))
    return _counted(u, weight, lambda k, before: before * odds * (k - 1 + r) / k)


def geometric(uniform: ArrayLike, chance: ArrayLike) -> Array:
    """Return how often something of `chance` fails before it happens, from 0.

    Examples
    --------
    >>> geometric([0.3, 0.6, 0.99], 0.5).tolist()
    [0.0, 1.0, 6.0]
    """
    u = np.asarray(uniform, float)
    failing = np.log1p(-np.asarray(chance, float))
    found: Array = np.maximum(np.ceil(np.log1p(-u) / failing) - 1, 0.0)
    return found


def heavy_tail(
    uniform: ArrayLike, scale: ArrayLike, shape: ArrayLike, most: ArrayLike = np.inf
) -> Array:
    """Return counts from 1 with a Pareto tail: a Lomax value, rounded down, plus 1.

    More than ``n`` has the chance ``(1 + n / scale) ** -shape``, up to `most`, which
    takes what would lie beyond it. With a shape below 1 there would be no mean without
    it.

    Examples
    --------
    >>> heavy_tail([0.3, 0.6, 0.99], 2.0, 1.5).tolist()
    [1.0, 2.0, 42.0]
    """
    beyond = np.log1p(-np.asarray(uniform, float)) / np.asarray(shape, float)
    value = np.asarray(scale, float) * np.expm1(-beyond)
    found: Array = np.minimum(1 + np.floor(value), most)
    return found


def _counted(
    u: Array, weight: Array, following: Callable[[int, Array], Array]
) -> Array:
    """Return how often a sum of weights must grow until it reaches the uniform."""
    count = np.zeros(u.shape)
    summed = np.array(weight)
    k = 0
    while np.any(short := (u > summed) & (summed < 1 - TAIL)):
        k += 1
        weight = following(k, weight)
        count += short
        summed = summed + weight
        if not np.any(weight > 0):
            break
    return count
