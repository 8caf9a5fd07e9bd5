"""What a visitor asks: of which risk, within how long, of how many people."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from karski.briefings.edition.facts import Facts
from karski.core.months import MONTHS_A_YEAR
from karski.forecasts.odds import HORIZONS, THRESHOLDS

ONSET = "onset"
YEARS = (1, 2)
USUAL_MONTHS, USUAL_LEAST = 12, 100
LEVELS = 6

# Where the six classes of the map begin. They never move, so that two months, and two
# editions, can be compared by eye. New mass killings are rare: their classes lie low.
EDGES: Mapping[str, tuple[float, ...]] = MappingProxyType(
    {
        ONSET: (1 / 100, 1 / 40, 1 / 20, 1 / 10, 1 / 7),
        "deaths": (1 / 100, 1 / 20, 1 / 5, 1 / 2, 9 / 10),
    }
)


@dataclass(frozen=True, slots=True)
class Question:
    """One risk, as the site asks it.

    Attributes
    ----------
    what : str
        ``onset``, or a target such as ``deaths_civilians``.
    months : int
        Within how many; whole years for onsets.
    least : int or None
        At least how many people killed; None for onsets.
    """

    what: str
    months: int
    least: int | None = None

    @property
    def onset(self) -> bool:
        """Whether it asks for the beginning of a mass killing."""
        return self.what == ONSET

    @property
    def horizon(self) -> int:
        """Years within which an onset is asked for."""
        return self.months // MONTHS_A_YEAR

    @property
    def edges(self) -> tuple[float, ...]:
        """Where the classes of the map begin, but the first."""
        return EDGES[ONSET if self.onset else "deaths"]

    def level(self, probability: float) -> int:
        """Return the class of a probability: 1 (low) to 6.

        Examples
        --------
        >>> question = Question("onset", 12)
        >>> [question.level(p) for p in (0, 0.01, 0.06, 0.5)]
        [1, 2, 4, 6]
        """
        return 1 + sum(probability >= edge for edge in self.edges)

    @property
    def address(self) -> str:
        """Return it as a page's address carries it."""
        least = "" if self.least is None else f"&least={self.least}"
        return f"what={self.what}&within={self.months}{least}"


def asked(given: Mapping[str, str], facts: Facts) -> Question | None:
    """Return the question that comes nearest to what was asked, of those answered.

    None where the edition answers none.
    """
    targets = [each.target for each in facts.targets]
    horizons = [each.horizon for each in facts.onsets]
    what = given.get("what", "")
    if horizons and what not in targets:
        within = _whole(given.get("within"), max(YEARS) * MONTHS_A_YEAR)
        return Question(ONSET, _nearest(within, [12 * h for h in horizons]))
    if not targets:
        return None
    target = what if what in targets else targets[0]
    within = _nearest(_whole(given.get("within"), USUAL_MONTHS), HORIZONS)
    least = _nearest(_whole(given.get("least"), USUAL_LEAST), THRESHOLDS)
    return Question(target, within, least)


def _whole(text: str | None, otherwise: int) -> int:
    if text is None or not text.isascii() or not text.isdecimal() or len(text) > 9:
        return otherwise
    return int(text)


def _nearest(wanted: int, offered: tuple[int, ...] | list[int]) -> int:
    return min(offered, key=lambda each: (abs(each - wanted), each))
