"""What of a pack waits for a moment, in order: worked out once for a run."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from karski.exercise.moments import day
from karski.exercise.packs.conditions import Condition
from karski.exercise.packs.pack import ALL, Pack
from karski.exercise.places import Place, starting
from karski.exercise.settings import setting_of
from karski.exercise.world import Setting


@dataclass(frozen=True, slots=True)
class Schedule:
    """The pack's moments and conditions, in the order in which they are looked at.

    Attributes
    ----------
    first_day : int
        The day on which the exercise starts; its midnight is the first to pass.
    timed : tuple of (int, str)
        Injects with a moment, earliest first.
    conditional : tuple of (str, Condition)
        Injects with a condition alone, in the pack's order.
    milestones : tuple of (str, Condition)
    questions : tuple of (int, str)
        When each is asked, earliest first.
    turns : tuple of int
        Moments at which a condition can come to hold by time alone, in order.
    communities : mapping of str to frozenset of str
        Of each target: a community, a region, or ``all``.
    places : mapping of str to Place
        The world at the start.
    setting : Setting
        Of the world model.
    """

    first_day: int
    timed: tuple[tuple[int, str], ...]
    conditional: tuple[tuple[str, Condition], ...]
    milestones: tuple[tuple[str, Condition], ...]
    questions: tuple[tuple[int, str], ...]
    turns: tuple[int, ...]
    communities: Mapping[str, frozenset[str]]
    places: Mapping[str, Place]
    setting: Setting

    @classmethod
    def of(cls, pack: Pack) -> "Schedule":
        """Return a pack's schedule."""
        injects = pack.injects.items()
        conditional = tuple(
            (name, each.when)
            for name, each in injects
            if each.when is not None and each.at is None
        )
        milestones = tuple((name, each.when) for name, each in pack.milestones.items())
        timed = [(each.at, name) for name, each in injects if each.at is not None]
        asked = [(each.at, name) for name, each in pack.questions.items()]
        return cls(
            first_day=day(pack.starts),
            timed=tuple(sorted(timed, key=_moment)),
            conditional=conditional,
            milestones=milestones,
            questions=tuple(sorted(asked, key=_moment)),
            turns=_turns(when for _, when in (*conditional, *milestones)),
            communities=_communities(pack),
            places=starting(pack),
            setting=setting_of(pack),
        )


def _moment(pair: tuple[int, str]) -> int:
    return pair[0]


def _turns(conditions: Iterable[Condition]) -> tuple[int, ...]:
    leaves = [leaf for each in conditions for leaf in each.leaves()]
    found = {leaf.after for leaf in leaves} | {leaf.before for leaf in leaves}
    return tuple(sorted(at for at in found if at is not None))


def _communities(pack: Pack) -> dict[str, frozenset[str]]:
    keys = [each.key for each in pack.communities]
    return {
        target: frozenset(pack.communities_of(target))
        for target in (ALL, *pack.regions, *keys)
    }
