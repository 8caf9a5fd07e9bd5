"""When something happens: all, any or none of what can be true in an exercise."""

from typing import Annotated, Literal, Self, TypeAlias

from pydantic import Field, model_validator

from karski.core.documents import Document, Words
from karski.exercise.moments import Moment

Variable: TypeAlias = Literal[
    "deaths", "displaced", "incidents", "phase", "trust", "risk"
]
Stage: TypeAlias = Literal["proposed", "taken", "in effect"]


class WorldIs(Document):
    """A variable of the world has reached a value, or lies below one.

    Attributes
    ----------
    variable : str
        ``deaths``, ``displaced`` and ``incidents`` count people or events so far;
        ``phase`` is 0 to 4; ``trust`` and ``risk`` 0 to 1.
    community : str
        As ``region/group``; ``region``; or ``all``: counts are then summed, phase and
        risk are the highest, trust the lowest.
    at_least, below : float or None
        Exactly one of the two.
    """

    variable: Variable
    community: Words = "all"
    at_least: float | None = None
    below: float | None = None

    @model_validator(mode="after")
    def _one_bound(self) -> Self:
        if (self.at_least is None) == (self.below is None):
            raise ValueError("must have one of at_least and below")
        return self


class Decided(Document):
    """A decision on a measure has come to a stage, for a target if one is named."""

    measure: Words
    target: Words | None = None
    stage: Stage = "taken"


class Condition(Document):
    """Exactly one of these is given; ``all``, ``any`` and ``not`` hold others."""

    all_of: Annotated[tuple["Condition", ...] | None, Field(alias="all")] = None
    any_of: Annotated[tuple["Condition", ...] | None, Field(alias="any")] = None
    none_of: Annotated["Condition | None", Field(alias="not")] = None
    after: Moment | None = None
    before: Moment | None = None
    inject: Words | None = None
    milestone: Words | None = None
    decided: Decided | None = None
    world: WorldIs | None = None

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        given = [name for name in type(self).model_fields if self._gives(name)]
        if len(given) != 1:
            raise ValueError(
                "must have exactly one of all, any, not, after, before, inject,"
                f" milestone, decided, world; it has {len(given)}"
            )
        if self.all_of == () or self.any_of == ():
            raise ValueError("must name at least one condition")
        return self

    def _gives(self, name: str) -> bool:
        return getattr(self, name) is not None

    def parts(self) -> tuple["Condition", ...]:
        """Return the conditions that this one is made of, if it is made of others."""
        return self.all_of or self.any_of or ((self.none_of,) if self.none_of else ())

    def leaves(self) -> tuple["Condition", ...]:
        """Return the simple conditions anywhere in this one, itself if it is simple."""
        parts = self.parts()
        if not parts:
            return (self,)
        return tuple(leaf for part in parts for leaf in part.leaves())
