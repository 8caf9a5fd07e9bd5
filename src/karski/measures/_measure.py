"""What a preventive measure is."""

from collections.abc import Mapping
from typing import Annotated, Literal, Self, TypeAlias

from pydantic import Field, model_validator

from karski.core.documents import Document, Words
from karski.framework import FACTORS, Number
from karski.measures._evidence import Evidence

Kind: TypeAlias = Literal[
    "warning",
    "diplomatic",
    "legal",
    "economic",
    "information",
    "security",
    "protection",
    "structural",
]
Strategy: TypeAlias = Literal["dissuade", "degrade", "protect", "transition"]
Actor: TypeAlias = Literal[
    "MFA", "MoD", "MoI", "MoJ", "INT", "RES", "CSO", "EU", "UN", "OSCE", "host", "media"
]
Cost: TypeAlias = Literal["low", "medium", "high", "very high"]
Lasting: TypeAlias = Literal["until withdrawn"]
Weight: TypeAlias = Annotated[float, Field(gt=0, le=1)]

SUM = 1.0  # of a measure's weights, at most
ROUNDING = 1e-9


class Days(Document):
    """A number of days, as a judgement: the least, the likeliest and the most."""

    low: Annotated[int, Field(ge=0)]
    best: Annotated[int, Field(ge=0)]
    high: Annotated[int, Field(ge=0)]

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.low <= self.best <= self.high:
            raise ValueError(
                f"must grow from low to best to high; it has {self.low}, {self.best},"
                f" {self.high}"
            )
        return self


class Measure(Document):
    """Something that can be done before or while atrocity crimes threaten.

    Attributes
    ----------
    title, summary : str
        Its name; what is done, in a sentence or two.
    kind : str
        The means it works by.
    strategies : tuple of str
        Whether it dissuades those who would kill, degrades their capacity, protects
        civilians or helps a transition.
    actors : tuple of str
        Who can take it, or a leading part in it; `ACTORS` says the codes.
    authority : str
        On whose authority it is taken.
    legal_basis : tuple of str
        The law that allows or asks for it, in general terms; no legal advice.
    lead_days : Days
        From the decision to the effect [days].
    lasts_days : Days or "until withdrawn"
        From the first effect to the last [days].
    cost : str
        A class, for the one who takes it: staff time; a budget line; a programme; an
        operation.
    helps : tuple of str
        Conditions under which it works better.
    harm : str
        The harm that it can do.
    factors : mapping of int to float
        Risk factors of the Framework that it acts on, with weights in (0, 1]: a
        measure of effect `e` changes the level of a factor of weight `w` by `w e`.
        They sum to 1 at most, so that acting on more factors is not acting more.
    evidence : Evidence
    """

    title: Words
    summary: Words
    kind: Kind
    strategies: Annotated[tuple[Strategy, ...], Field(min_length=1)]
    actors: Annotated[tuple[Actor, ...], Field(min_length=1)]
    authority: Words
    legal_basis: Annotated[tuple[Words, ...], Field(min_length=1)]
    lead_days: Days
    lasts_days: Days | Lasting
    cost: Cost
    helps: Annotated[tuple[Words, ...], Field(min_length=1)]
    harm: Words
    factors: Annotated[Mapping[Number, Weight], Field(min_length=1)]
    evidence: Evidence

    @property
    def weights(self) -> tuple[float, ...]:
        """The weight of each of the Framework's factors, in order; else 0."""
        numbers = range(1, FACTORS + 1)
        return tuple(self.factors.get(number, 0.0) for number in numbers)

    @model_validator(mode="after")
    def _weighed(self) -> Self:
        total = sum(self.factors.values())
        if total > SUM + ROUNDING:
            raise ValueError(
                f"its 'factors' weigh {total:g} together; let them sum to 1 at most"
            )
        return self

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        for name in ("strategies", "actors", "legal_basis", "helps"):
            items = getattr(self, name)
            if len(set(items)) < len(items):
                raise ValueError(f"its {name!r} name something twice; remove one")
        return self
