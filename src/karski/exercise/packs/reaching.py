"""What nothing can ever bring about.

Loops of injects and milestones that wait for each other; moments that contradict.
"""

from collections.abc import Iterator

from karski.exercise.packs.conditions import Condition
from karski.exercise.packs.pack import Pack


def out_of_reach(pack: Pack) -> Iterator[tuple[str, str, str]]:
    """Yield what can never happen: ``injects`` or ``milestones``, its name, and why.

    Whatever the world, people and facilitators could do is taken as possible; what is
    left are waits for something that itself can never happen.
    """
    waiting = {
        **{("injects", name): each.when for name, each in pack.injects.items()},
        **{("milestones", name): each.when for name, each in pack.milestones.items()},
    }
    reached: set[tuple[str, str]] = set()
    while True:
        new = {
            key
            for key, when in waiting.items()
            if key not in reached and (when is None or _possible(when, reached))
        }
        if not new:
            break
        reached |= new
    for (kind, name), when in waiting.items():
        if (kind, name) not in reached and when is not None:
            yield kind, name, _why(when, reached)


def _possible(when: Condition, reached: set[tuple[str, str]]) -> bool:
    if when.all_of is not None:
        return all(_possible(part, reached) for part in when.all_of) and _meets(when)
    if when.any_of is not None:
        return any(_possible(part, reached) for part in when.any_of)
    if when.inject is not None:
        return ("injects", when.inject) in reached
    if when.milestone is not None:
        return ("milestones", when.milestone) in reached
    return True


def _meets(when: Condition) -> bool:
    """Say whether the moments of an `all` leave any time at all."""
    parts = when.all_of or ()
    after = max((part.after for part in parts if part.after is not None), default=0)
    before = [part.before for part in parts if part.before is not None]
    return not before or after < min(before)


def _why(when: Condition, reached: set[tuple[str, str]]) -> str:
    waits = [
        leaf.inject or leaf.milestone
        for leaf in when.leaves()
        if (leaf.inject and ("injects", leaf.inject) not in reached)
        or (leaf.milestone and ("milestones", leaf.milestone) not in reached)
    ]
    if waits:
        return (
            f"can never hold: it waits for {waits[0]!r}, which itself waits for this"
            " or for something that never happens; break the loop"
        )
    return "can never hold: its moments contradict each other"
