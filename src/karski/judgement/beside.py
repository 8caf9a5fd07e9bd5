"""A model's risk and the experts' judgement: side by side, never mixed unasked."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from karski.core.errors import JudgementError
from karski.judgement._log_odds import chance, log_odds
from karski.judgement.pooling import LEAST_PEOPLE, Pool
from karski.judgement.words import in_parts

APART = {
    None: "",
    True: "; the intervals overlap",
    False: "; the intervals lie apart",
}


@dataclass(frozen=True, slots=True)
class Risk:
    """A model's risk.

    Attributes
    ----------
    probability : float
        In (0, 1).
    source : str
        Which model, from what, as a person should be told.
    low, high : float or None
        Ends of its interval; None where the source gives none.

    Raises
    ------
    JudgementError
        The three are not 0 < low <= probability <= high < 1, or one end is missing.
    """

    probability: float
    source: str
    low: float | None = None
    high: float | None = None

    def __post_init__(self) -> None:
        if (self.low is None) != (self.high is None):
            raise JudgementError(f"{self.source}: a risk with one end of an interval")
        low = self.probability if self.low is None else self.low
        high = self.probability if self.high is None else self.high
        if not 0 < low <= self.probability <= high < 1:
            raise JudgementError(
                f"{self.source}: risk {self.probability:g} with interval {low:g} to"
                f" {high:g} is not in order between 0 and 1"
            )


@dataclass(frozen=True, slots=True)
class Beside:
    """One question, two figures: what the experts say and what the model says."""

    pool: Pool
    risk: Risk

    @property
    def difference(self) -> float | None:
        """The experts' probability less the model's; None where too few answered."""
        if self.pool.pooled is None:
            return None
        return self.pool.pooled.estimate - self.risk.probability

    @property
    def overlap(self) -> bool | None:
        """Whether the two intervals do; None where one of them is not there."""
        experts, risk = self.pool.pooled, self.risk
        if experts is None or risk.low is None or risk.high is None:
            return None
        return experts.low <= risk.high and risk.low <= experts.high

    def words(self) -> str:
        """Say the difference, without a full stop."""
        if self.pool.pooled is None:
            (model,) = in_parts([self.risk.probability])
            return (
                f"too few experts for a pool ({self.pool.people}; it takes"
                f" {LEAST_PEOPLE}); the model gives {model}"
            )
        both = [self.pool.pooled.estimate, self.risk.probability]
        experts, model = in_parts(both)
        if experts == model:
            return f"the experts and the model both give {model}"
        side = "lower" if both[0] < both[1] else "higher"
        return (
            f"the experts give {experts}, the model {model}; the experts are"
            f" {side}{APART[self.overlap]}"
        )


@dataclass(frozen=True, slots=True)
class Combined:
    """One figure made of two, which says how it was made.

    Attributes
    ----------
    probability : float
    how : str
        The name of the rule.
    weights : mapping of str to float
        What each of "experts" and "model" weighed; they add up to 1.
    of : Beside
        What it was made from; show it beside the figure.
    """

    probability: float
    how: str
    weights: Mapping[str, float]
    of: Beside

    def words(self) -> str:
        """Say the figure and how it was made, without a full stop."""
        (figure,) = in_parts([self.probability])
        shares = ", ".join(
            f"{name} {share:.0%}" for name, share in self.weights.items()
        )
        return f"combined: {figure} ({self.how}; weights: {shares})"


def weighted_mean_of_log_odds(beside: Beside, *, weight_of_experts: float) -> Combined:
    """Combine the two figures, where somebody has decided what each shall weigh.

    No weight is offered: nobody has shown which is right for such questions. The
    result has no interval, since how far the two err together is not known.

    Parameters
    ----------
    beside : Beside
    weight_of_experts : float
        In 0..1; the model weighs the rest.

    Returns
    -------
    Combined

    Raises
    ------
    JudgementError
        Too few experts answered.
    ValueError
        The weight is not in 0..1.
    """
    if not 0 <= weight_of_experts <= 1:
        raise ValueError(f"weight {weight_of_experts} is not in 0..1")
    pooled = beside.pool.pooled
    if pooled is None:
        raise JudgementError(
            f"question {beside.pool.question!r}: {beside.pool.people} experts are too"
            f" few to combine with the model; it takes {LEAST_PEOPLE}"
        )
    weights = {"experts": weight_of_experts, "model": 1 - weight_of_experts}
    odds = log_odds(np.array([pooled.estimate, beside.risk.probability]))
    probability = float(chance(odds @ np.array(list(weights.values()))))
    return Combined(probability, "weighted mean of the log-odds", weights, beside)
