"""How capabilities were performed, by those who watched: ratings, and agreement.

Capabilities are rated, people are not. The letters are those of HSEEP [1]_: performed
without (P), with some (S) or with major challenges (M), or unable to be performed (U).

References
----------
.. [1] FEMA (2020), Homeland Security Exercise and Evaluation Program, appendix.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from karski.exercise.events import Event, Kind
from karski.exercise.packs.pack import Pack
from karski.judgement.agreement import alpha

LETTERS = ("P", "S", "M", "U")  # from best to worst


@dataclass(frozen=True, slots=True)
class Rating:
    """A rater's last word on a capability.

    Attributes
    ----------
    rater : str
        Opaque.
    capability, letter, evidence : str
    events : tuple of int
        Numbers of the events that show it.
    at : int
    """

    rater: str
    capability: str
    letter: str
    evidence: str
    events: tuple[int, ...]
    at: int


@dataclass(frozen=True, slots=True)
class Rated:
    """A capability and all ratings of it.

    Attributes
    ----------
    capability : str
    ratings : tuple of Rating
        Best first.
    """

    capability: str
    ratings: tuple[Rating, ...]

    @property
    def letters(self) -> tuple[str, ...]:
        """The letters that were given, best first, each once."""
        return tuple(dict.fromkeys(each.letter for each in self.ratings))

    @property
    def agreeing(self) -> int:
        """How many gave the letter that most gave.

        Examples
        --------
        >>> one = Rating("a", "warn", "S", "late", (), 0)
        >>> Rated("warn", (one, Rating("b", "warn", "M", "lost", (), 0))).agreeing
        1
        """
        given = [each.letter for each in self.ratings]
        return max((given.count(letter) for letter in given), default=0)


def ratings(events: Sequence[Event]) -> tuple[Rating, ...]:
    """Return each rater's last rating of each capability, in the order of raters."""
    last: dict[tuple[str, str], Rating] = {}
    for event in events:
        if event.kind == Kind.RATED:
            found = _rating(event)
            last[found.rater, found.capability] = found
    return tuple(last[key] for key in sorted(last))


def rated(pack: Pack, events: Sequence[Event]) -> tuple[Rated, ...]:
    """Return every capability of a pack with its ratings, in the pack's order."""
    found = ratings(events)
    return tuple(
        Rated(
            capability,
            tuple(
                sorted(
                    (each for each in found if each.capability == capability),
                    key=lambda each: (LETTERS.index(each.letter), each.rater),
                )
            ),
        )
        for capability in pack.capabilities
    )


def agreement(found: Sequence[Rated]) -> float | None:
    """Return Krippendorff's alpha of ordinal ratings over capabilities.

    None where it is not defined, see `karski.judgement.agreement.alpha`.
    """
    raters = sorted({each.rater for one in found for each in one.ratings})
    table = np.full((len(found), len(raters)), np.nan)
    for row, one in enumerate(found):
        for each in one.ratings:
            table[row, raters.index(each.rater)] = LETTERS.index(each.letter)
    return alpha(table, "ordinal")


def _rating(event: Event) -> Rating:
    data = event.data
    shown = data.get("events")
    return Rating(
        rater=str(data.get("player") or event.by),
        capability=str(data["capability"]),
        letter=str(data["rating"]),
        evidence=str(data.get("evidence") or ""),
        events=tuple(int(each) for each in shown if isinstance(each, int))
        if isinstance(shown, list | tuple)
        else (),
        at=event.at,
    )
