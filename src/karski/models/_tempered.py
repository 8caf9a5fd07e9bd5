"""The past as a forecast should read it: no single month sets the scale.

A month far beyond its place's usual is often one event, or deaths whose dates are not
known, booked in the month when a report ended. A war is known by its second month and
third, each of which may again exceed what was counted before it.
"""

from typing import Final

import numpy as np

from karski.models._counts import Floats

FACTOR: Final = 5.0
"""Most by which a month may exceed the largest counted before it."""

BEFORE: Final = 12
"""How many months before it a month is measured by."""

LEAST: Final = 10.0
"""What that largest is at least, so that wars can begin [people / month]."""


def tempered(history: Floats) -> Floats:
    """Limit each month by the largest of the year before it, itself so limited.

    Parameters
    ----------
    history
        Deaths (places, months) [people / month], NaN where the state did not exist.

    Returns
    -------
    Floats
        The same, each month at most ``FACTOR`` times the largest of the ``BEFORE``
        months before it as they stand here; month t depends on months up to t only.

    Examples
    --------
    One month is held down, a war is believed by its third.

    >>> tempered(np.array([[30.0, 4000.0, 20.0], [30.0, 4000.0, 3000.0]])).tolist()
    [[30.0, 150.0, 20.0], [30.0, 150.0, 750.0]]
    """
    counted = history.copy()
    for month in range(history.shape[1]):
        before = counted[:, max(month - BEFORE, 0) : month]
        largest = np.nan_to_num(before).max(axis=1, initial=LEAST)
        counted[:, month] = np.minimum(history[:, month], FACTOR * largest)
    return counted
