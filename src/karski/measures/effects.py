"""A grade of evidence as a distribution of effects: Karski's own translation.

No study measures these numbers. They say, in the unit of the exercise's world, how
little a grade lets anyone know; `docs/explanation/what-is-known-of-measures.md` argues
for them.
"""

from dataclasses import dataclass, replace
from typing import Final

from karski.measures._measure import Measure

LEAST, MOST = 0.5, 1.5  # what conditions can make of a mean
COMMITMENT, COORDINATION, CONCURRENCE = 0.5, 0.3, 0.2  # their shares between the two
ENOUGH = 3  # other measures at work: more add nothing


@dataclass(frozen=True, slots=True)
class Effect:
    """The change that a measure makes in a risk factor's level, normally distributed.

    Attributes
    ----------
    mean, sd : float
        Of the change at full weight; levels run from 0 to 1, negative is relief.

    Examples
    --------
    >>> Effect(-0.1, 0.14).under(1.5)
    Effect(mean=-0.15000000000000002, sd=0.14)
    """

    mean: float
    sd: float

    def under(self, conditions: float) -> "Effect":
        """Return the effect under conditions, as `modifier` gives them, in [.5, 1.5].

        A mean relief grows and shrinks with them. A mean harm does not: nothing says
        that what goes with more killing would do so less where people are resolved.
        The spread stays, so that good conditions never make an effect certain, and a
        mean of zero stays zero.

        Raises
        ------
        ValueError
        """
        if not LEAST <= conditions <= MOST:
            raise ValueError(f"conditions are {LEAST} to {MOST}, not {conditions}")
        return replace(self, mean=self.mean * conditions) if self.mean < 0 else self


BY_GRADE: Final = {
    "A-": Effect(-0.15, 0.12),
    "B": Effect(-0.10, 0.14),
    "C": Effect(-0.05, 0.15),
    "U": Effect(0.0, 0.15),
}


def effect(measure: Measure, *, combined: bool = False) -> Effect:
    """Return the distribution of a measure's effect by the grade of its evidence.

    Parameters
    ----------
    measure : Measure
    combined : bool
        Whether other measures are at work with it; a few are graded better then.

    Returns
    -------
    Effect
        Its mean is negative where the evidence points to less killing, positive where
        it points to more, and exactly zero where it points to neither or there is no
        grade.
    """
    evidence = measure.evidence
    grade = (evidence.combined if combined else None) or evidence.grade
    found = BY_GRADE[grade]
    means = {"less": found.mean, "more": -found.mean, "unknown": 0.0}
    return replace(found, mean=means[evidence.direction])


def modifier(commitment: float, coordination: float, concurrent: int) -> float:
    """Return what conditions make of a measure's mean relief: a factor in [.5, 1.5].

    The three that the evidence names most often across measures, in this order. Their
    shares are a judgement of ours.

    Parameters
    ----------
    commitment : float
        How resolved those who take it are, and are seen to be: 0 not at all, 1 wholly.
    coordination : float
        How far states and organisations act together: 0 against each other, 1 as one.
    concurrent : int
        Other measures at work in the same place; the fourth and more add nothing.

    Raises
    ------
    ValueError
        A share lies outside [0, 1], or the number is negative.

    Examples
    --------
    >>> modifier(0, 0, 0), modifier(1, 1, 3)
    (0.5, 1.5)
    >>> round(modifier(0.5, 0.5, 0), 3)
    0.9
    """
    for name, share in (("commitment", commitment), ("coordination", coordination)):
        if not 0 <= share <= 1:
            raise ValueError(f"{name} is 0 to 1, not {share}")
    if concurrent < 0:
        raise ValueError(f"concurrent measures are counted from 0, not {concurrent}")
    together = min(concurrent, ENOUGH) / ENOUGH
    strength = (
        COMMITMENT * commitment + COORDINATION * coordination + CONCURRENCE * together
    )
    return min(LEAST + strength, MOST)
