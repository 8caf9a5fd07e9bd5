"""What a comparison means, in plain words."""

from math import isnan

from karski.evaluation.intervals import Comparison, Interval

SMALL = 10  # per cent, below which one decimal is shown


def verdict(
    comparison: Comparison,
    baseline: str = "conflictology",
    *,
    lower_is_better: bool = True,
) -> str:
    """Say whether a forecast is better than its baseline, and how sure that is.

    Parameters
    ----------
    comparison : Comparison
    baseline : str
        What the baseline is called.
    lower_is_better : bool
        Of the score compared.

    Returns
    -------
    str
        One phrase without a full stop. It speaks of per cent of the baseline's
        score, or of the score itself where the baseline scores 0.

    Examples
    --------
    >>> from karski.evaluation.intervals import Comparison, Interval
    >>> change = Interval(-0.05, -0.08, -0.02)
    >>> verdict(Comparison(9.5, 10, Interval(-0.5, -0.8, -0.2), change, 9, 9, 0.95))
    'better than conflictology by 5.0 % (95 % interval 2.0 to 8.0 %)'
    """
    relative = not isnan(comparison.change.estimate)
    shown = comparison.change if relative else comparison.difference
    gain = _flipped(shown) if lower_is_better else shown
    level = f"{100 * comparison.level:g} % interval"
    if isnan(gain.low):
        return f"too few cases to compare with {baseline}"
    if gain.low == gain.high == 0:
        return f"the same as {baseline}"
    if not gain.decided:
        return (
            f"no difference from {baseline} that these data can show"
            f" ({level} {_side(gain.low, relative)} to {_side(gain.high, relative)})"
        )
    word = "better" if gain.low > 0 else "worse"
    least, most = sorted((abs(gain.low), abs(gain.high)))
    return (
        f"{word} than {baseline} by {_amount(gain.estimate, relative)}"
        f" ({level} {_bare(least, relative)} to {_amount(most, relative)})"
    )


def _flipped(interval: Interval) -> Interval:
    return Interval(-interval.estimate, -interval.high, -interval.low)


def _side(gain: float, relative: bool) -> str:
    return f"{_amount(gain, relative)} {'better' if gain > 0 else 'worse'}"


def _amount(gain: float, relative: bool) -> str:
    return f"{_bare(gain, relative)} %" if relative else _bare(gain, relative)


def _bare(gain: float, relative: bool) -> str:
    if not relative:
        return f"{abs(gain):.3g}"
    percent = 100 * abs(gain)
    return f"{percent:.1f}" if percent < SMALL else f"{percent:.0f}"
