"""Measures that a pack offers: who decides, who signs with them, on which ground."""

from typing import Annotated, Self, TypeAlias

from pydantic import Field, model_validator

from karski.core.documents import Document, Words
from karski.exercise.packs.texts import Text

Hours: TypeAlias = Annotated[float, Field(ge=0, le=24 * 365)]


class Lead(Document):
    """From decision to effect [hours]: the least, the likeliest and the most."""

    low: Hours
    best: Hours
    high: Hours

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.low <= self.best <= self.high:
            raise ValueError("must have low, best and high in order")
        return self


class Vote(Document):
    """Seats that vote, and how many must be for it."""

    of: tuple[Words, ...]
    needed: Annotated[int, Field(ge=1)]


class Parameter(Document):
    """What a decision must say beside its target: one of these choices."""

    title: Text
    choices: dict[Words, Text]


class Offer(Document):
    """A measure in this story.

    Attributes
    ----------
    title : Text or None
        What it is called here; by default the measure's own title.
    legal_basis : Text
        In the story's law.
    decides : tuple of str
        Seats of which any one may take it; the others may propose it to them.
    cosign : tuple of str
        Seats that must all sign as well.
    vote : Vote or None
    lead_hours : Lead or None
        By default the measure's own lead time.
    targets : tuple of str
        Communities, regions or ``all``: those it can be aimed at; by default every one.
    parameters : mapping of str to Parameter
    repeatable : bool
        Whether it may be taken again for the same target.
    """

    title: Text | None = None
    legal_basis: Text
    decides: tuple[Words, ...]
    cosign: tuple[Words, ...] = ()
    vote: Vote | None = None
    lead_hours: Lead | None = None
    targets: tuple[Words, ...] = ()
    parameters: dict[Words, Parameter] = {}
    repeatable: bool = False
