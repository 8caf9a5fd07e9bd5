"""The measures of an exercise, as a desk can take them, ask for them, or neither."""

from dataclasses import dataclass

from django.utils.translation import gettext

from karski.exercise.deciding import involved
from karski.exercise.packs.offers import Offer
from karski.exercise.packs.pack import Pack
from karski.exercise.packs.texts import Text
from karski.exercise.state import State
from karski.measures import Measure, catalogue, words

DAY = 24.0  # hours
LONG = 2 * DAY  # from which a time is told in days


@dataclass(frozen=True, slots=True)
class Card:
    """A measure as a desk sees it.

    Attributes
    ----------
    name : str
        Of the measure.
    low, best, high : float
        From the decision to its effect [`unit`].
    unit : str
        ``hours`` or ``days``.
    decides, cosigns, votes : tuple of Text
        Who must agree: any one who decides, all who sign, and a majority.
    needed : int
        Votes for it; 0 where there is no vote.
    mine : bool
        Whether this desk is among those who decide.
    alone : bool
        Whether its word is enough.
    concerned : bool
        Whether this desk decides, signs or votes.
    open : tuple of (int, str)
        Its proposals that nobody has closed: number and target.
    """

    name: str
    measure: Measure
    legal_basis: Text
    low: float
    best: float
    high: float
    unit: str
    decides: tuple[Text, ...]
    cosigns: tuple[Text, ...]
    votes: tuple[Text, ...]
    needed: int
    mine: bool
    alone: bool
    concerned: bool
    open: tuple[tuple[int, str], ...]

    @property
    def summary(self) -> str:
        """What is done."""
        return gettext(self.measure.summary)

    @property
    def harm(self) -> str:
        """The harm that it can do."""
        return gettext(self.measure.harm)

    @property
    def evidence(self) -> str:
        """What its grade of evidence means."""
        return gettext(words.GRADES[self.measure.evidence.grade])

    @property
    def hours(self) -> float:
        """How long it most likely takes [hours]."""
        return self.best * (DAY if self.unit == "days" else 1)


def cards(state: State, role: str) -> tuple[Card, ...]:
    """Return every measure: those of this desk first, the soonest effect first."""
    found = [card(state, role, name) for name in state.pack.measures]
    return tuple(sorted(found, key=lambda each: (not each.concerned, each.hours)))


def card(state: State, role: str, name: str) -> Card:
    """Return a measure as a desk sees it."""
    offer, measure = state.pack.measures[name], catalogue()[name]
    low, best, high, unit = _lead(offer, measure)
    mine = role in offer.decides
    return Card(
        name=name,
        measure=measure,
        legal_basis=offer.legal_basis,
        low=low,
        best=best,
        high=high,
        unit=unit,
        decides=_titles(state.pack, offer.decides),
        cosigns=_titles(state.pack, offer.cosign),
        votes=_titles(state.pack, offer.vote.of if offer.vote else ()),
        needed=offer.vote.needed if offer.vote else 0,
        mine=mine,
        alone=mine and not offer.vote and set(offer.cosign) <= {role},
        concerned=role in involved(offer),
        open=tuple(
            (each.number, each.target)
            for each in state.standing()
            if each.measure == name and role in _seen_by(state, each.number)
        ),
    )


def _seen_by(state: State, number: int) -> tuple[str, ...]:
    return state.events[number - 1].to


def _lead(offer: Offer, measure: Measure) -> tuple[float, float, float, str]:
    given, days = offer.lead_hours, measure.lead_days
    if given is None:
        return days.low, days.best, days.high, "days"
    if given.best < LONG:
        return given.low, given.best, given.high, "hours"
    return given.low / DAY, given.best / DAY, given.high / DAY, "days"


def _titles(pack: Pack, roles: tuple[str, ...]) -> tuple[Text, ...]:
    return tuple(pack.roles[role].title for role in roles)
