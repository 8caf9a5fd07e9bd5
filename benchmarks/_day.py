"""A day's exercise: bots decide and read, and desks write as people would."""

from collections.abc import Iterator

from karski.exercise.acting import perform
from karski.exercise.bots.living import live
from karski.exercise.commands import Command, HandToBot, Say, Start
from karski.exercise.events import FACILITATOR
from karski.exercise.moments import written
from karski.exercise.packs.pack import Pack
from karski.exercise.packs.reading import shipped, source
from karski.exercise.state import State, first

PACK = "salt_road"
SEED = 5
BURSTS, EACH = 100, 6  # how often desks write, and how many of them
READERS = 3  # of each message
TEXT = (
    "The road at the bridge is closed; who has asked the monitors since this morning?"
)


def day(pack: Pack) -> State:
    """Return an exercise before it is ended: after about 3,000 events of `PACK`."""
    state = first(pack, SEED)
    for role in pack.roles:
        perform(state, HandToBot(by=FACILITATOR, role=role))
    perform(state, Start(by=FACILITATOR, wall=0))
    since, step = pack.starts, (pack.ends - pack.starts) // (BURSTS + 1)
    for number in range(BURSTS):
        live(state, since, since + step)
        since += step
        for said in _talk(list(pack.roles), number):
            perform(state, said, since)
    live(state, since, pack.ends)
    return state


def _talk(roles: list[str], number: int) -> Iterator[Command]:
    """Yield messages from some desks to others, each its own."""
    for each in range(number, number + EACH):
        by, *to = (roles[(each + place) % len(roles)] for place in range(1 + READERS))
        yield Say(by=by, to=tuple(to), text=TEXT)


def with_injects(by_hand: int, windows: dict[str, int]) -> str:
    """Return the pack's text with more injects that reach every desk.

    Parameters
    ----------
    by_hand : int
        How many are sent by a facilitator only: ``hand_0`` and so on.
    windows : mapping of str to int
        Exercise times [ms] of those that fall due, by name.
    """
    lines = [_inject(f"hand_{number}", "") for number in range(by_hand)]
    lines += [_inject(name, f', at: "{written(at)}"') for name, at in windows.items()]
    return source(PACK).replace("\ninjects:\n", "\ninjects:\n" + "".join(lines))


def _inject(name: str, more: str) -> str:
    each = (f'{language}: "{TEXT}"' for language in shipped(PACK).languages)
    words = "{" + ", ".join(each) + "}"
    fields = f"title: {words}, text: {words}, channel: press, sender: researcher"
    return f"  {name}: {{{fields}, to: [all], truth: unknown{more}}}\n"
