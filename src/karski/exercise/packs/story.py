"""The fictional country of a pack: regions, groups, communities, institutions."""

from typing import Annotated, TypeAlias

from pydantic import Field

from karski.core.documents import Document, Words
from karski.exercise.packs.texts import Text

Share: TypeAlias = Annotated[float, Field(ge=0, le=1)]
Factor: TypeAlias = Annotated[int, Field(ge=1, le=14)]
Phase: TypeAlias = Annotated[int, Field(ge=0, le=4)]


class Region(Document):
    """Part of the country."""

    title: Text
    about: Text
    neighbours: tuple[Words, ...] = ()


class Named(Document):
    """A group, an actor whom nobody plays, or an institution."""

    title: Text
    about: Text


class Community(Document):
    """A group that lives in a region: what the world model follows.

    Attributes
    ----------
    region, group : str
    people : int
    factors : mapping of int to float
        Each of the 14 risk factors of the United Nations' Framework, 0 to 1.
    phase : int
        0 calm, 1 tension, 2 incidents, 3 attacks, 4 mass violence.
    trust : float
        In those who should protect these people, 0 to 1.
    """

    region: Words
    group: Words
    people: Annotated[int, Field(gt=0, le=100_000_000)]
    factors: dict[Factor, Share]
    phase: Phase
    trust: Share

    @property
    def key(self) -> str:
        """What conditions and decisions call it: ``region/group``."""
        return f"{self.region}/{self.group}"
