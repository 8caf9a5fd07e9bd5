"""Whose eyes an exercise is seen with: what they may see decides the engine alone."""

from dataclasses import dataclass

from karski.exercise.events import Event, sees
from karski.web.exercises.models import Part, Player


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody at a desk, or one of those who run or watch the exercise.

    Attributes
    ----------
    role : str or None
        The desk; None for those who see everything, and for who has no seat yet.
    staff : bool
    language : str
    token : str
        The personal link that leads to these eyes' own pages; none for those who run
        the exercise.
    """

    role: str | None
    staff: bool
    language: str
    token: str = ""

    def sees(self, event: Event) -> bool:
        """Say whether an event is for these eyes."""
        if self.staff:
            return True
        return self.role is not None and sees(event, self.role)


def viewer_of(player: Player, token: str = "", language: str = "") -> Viewer:
    """Return the eyes of somebody who takes part, reading in a language or their own."""
    staff = player.part != Part.PLAYER
    return Viewer(player.role or None, staff, language or player.language, token)
