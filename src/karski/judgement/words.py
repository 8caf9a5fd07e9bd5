"""Probabilities as people count: so many in 100, or in 1,000 where they are small."""

from collections.abc import Sequence

HUNDRED, THOUSAND = 100, 1000


def in_parts(probabilities: Sequence[float]) -> list[str]:
    """Say probabilities in the same parts, so that they can be compared at sight.

    Parameters
    ----------
    probabilities : sequence of float
        In 0..1. In 100 parts, unless one is nearer to 0 or 1 than 1 in 100.

    Returns
    -------
    list of str

    Raises
    ------
    ValueError
        A value is not in 0..1.

    Examples
    --------
    >>> in_parts([0.021, 0.08]), in_parts([0.004, 0.08])
    (['2 in 100', '8 in 100'], ['4 in 1,000', '80 in 1,000'])
    >>> in_parts([0.0004, 0.2])
    ['fewer than 1 in 1,000', '200 in 1,000']
    """
    if not all(0 <= each <= 1 for each in probabilities):
        raise ValueError(f"{list(probabilities)} are not all probabilities")
    nearest = min((min(each, 1 - each) for each in probabilities), default=1.0)
    parts = HUNDRED if nearest >= 1 / HUNDRED else THOUSAND
    return [_said(each, parts) for each in probabilities]


def _said(probability: float, parts: int) -> str:
    if probability < 1 / parts:
        return f"fewer than 1 in {parts:,}"
    if probability > 1 - 1 / parts:
        return f"more than {parts - 1} in {parts:,}"
    return f"{round(probability * parts)} in {parts:,}"
