"""A scenario pack as a whole."""

from functools import cached_property
from typing import Annotated, Literal, Self, TypeAlias

from pydantic import Field, model_validator

from karski.core.documents import Document, Words
from karski.exercise.moments import Moment
from karski.exercise.packs.injects import Inject, Milestone, Phase, Question
from karski.exercise.packs.offers import Offer
from karski.exercise.packs.roles import Capability, Role
from karski.exercise.packs.story import Community, Named, Region
from karski.exercise.packs.texts import Language, Text

Name: TypeAlias = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,59}$")]
ALL = "all"


class Pack(Document):
    """All that is needed to play: who, where, what happens, and what experts watch.

    Attributes
    ----------
    version : int
        Raised with each change to a pack that has been played.
    title, summary : Text
    licence, authors
    fictional : true
        No real place, group or person; a pack that is not marked so is refused.
    languages : tuple of str
        Those in which every text of the pack is there.
    warnings : tuple of Text
        What is coming, without detail.
    guide : Text
        How to run it, for the facilitator.
    starts, ends : int
        First and last moment [ms of exercise time].
    room_minutes : int
        How long it takes in the room, without the debriefing.
    rate : int
        How many times faster than the room's the exercise's clock runs, at first.
    limit : int
        How many things (injects, questions) the pack may put before one seat in half
        an hour of the room; consoles and rehearsals warn beyond.
    teams : mapping of str to Text
        What the teams of roles are called; a team without an entry, as it is written.
    measures : mapping of str to Offer
        By the name of a measure in `karski.measures`.
    """

    version: Annotated[int, Field(ge=1)]
    title: Text
    summary: Text
    licence: Words
    authors: tuple[Words, ...]
    fictional: Literal[True]
    languages: tuple[Language, ...]
    warnings: tuple[Text, ...]
    guide: Text
    starts: Moment
    ends: Moment
    room_minutes: Annotated[int, Field(gt=0, le=24 * 60)]
    rate: Annotated[int, Field(ge=1, le=86_400)]
    limit: Annotated[int, Field(ge=1, le=60)] = 4
    objectives: dict[Name, Text]
    capabilities: dict[Name, Capability]
    regions: dict[Name, Region]
    groups: dict[Name, Named]
    communities: tuple[Community, ...]
    institutions: dict[Name, Named]
    actors: dict[Name, Named]
    teams: dict[Words, Text] = {}
    roles: dict[Name, Role]
    measures: dict[Name, Offer]
    phases: tuple[Phase, ...] = ()
    milestones: dict[Name, Milestone] = {}
    questions: dict[Name, Question] = {}
    injects: dict[Name, Inject]
    debrief: tuple[Text, ...]
    sources: tuple[Words, ...]

    @model_validator(mode="after")
    def _lasts(self) -> Self:
        if not self.starts < self.ends:
            raise ValueError("must start before it ends: correct starts or ends")
        return self

    def audience(self, to: tuple[str, ...]) -> tuple[str, ...]:
        """Return the roles that `to` names, in the pack's order."""
        return tuple(role for role in self.roles if role in to or ALL in to)

    def team(self, name: str) -> Text:
        """Return what a team is called."""
        return self.teams.get(name) or Text(en=name)

    def communities_of(self, target: str) -> tuple[str, ...]:
        """Return the keys of the communities that a target covers.

        A target is a community's key, a region, or ``all``.
        """
        return self._covered.get(target, ())

    @cached_property
    def _covered(self) -> dict[str, tuple[str, ...]]:
        covered: dict[str, tuple[str, ...]] = {}
        for each in self.communities:
            for target in (ALL, each.region, each.key):
                covered[target] = (*covered.get(target, ()), each.key)
        return covered

    def targets(self, measure: str) -> tuple[str, ...]:
        """Return what a measure of this pack can be aimed at."""
        return self.measures[measure].targets or (ALL, *self.regions)
