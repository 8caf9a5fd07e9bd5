"""How bots play: a few numbers each, so that one knows what a rehearsal rests on.

They are no model of people. They read, pass on, propose and sign in a plain way, so
that a pack can be tried before people meet, and an empty chair does not stop a room.
All numbers are ours.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from karski.exercise.packs.roles import Policy as Name


@dataclass(frozen=True, slots=True)
class Policy:
    """How a bot plays.

    Attributes
    ----------
    minutes : (float, float, float)
        How long it takes to react [minutes in the room]: the least, the likeliest and
        the most, triangular.
    shares : int
        It passes on information graded A or B for its source and up to this for the
        information, 1 to 6; 0: nothing.
    alarmed_after : int
        After how many messages of its own it begins to propose measures; 0: never.
    proposals : int
        The most measures that it proposes.
    signs : float
        The chance, 0 to 1, that it signs or votes for what waits for it; else it
        declines or votes against.
    forecast : float
        The probability that it gives when asked; 0.5 says that it does not know.
    """

    minutes: tuple[float, float, float]
    shares: int
    alarmed_after: int
    proposals: int
    signs: float
    forecast: float


POLICIES: Mapping[Name, Policy] = MappingProxyType(
    {
        "steady": Policy((1.0, 3.0, 8.0), 2, 4, 2, 0.7, 0.4),
        "eager": Policy((0.5, 1.0, 4.0), 3, 2, 4, 0.9, 0.6),
        "cautious": Policy((2.0, 6.0, 15.0), 1, 7, 1, 0.4, 0.3),
        "silent": Policy((2.0, 5.0, 12.0), 0, 0, 0, 0.5, 0.5),
    }
)
