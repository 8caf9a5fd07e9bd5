"""Whose eyes an exercise is seen with: what they may see decides the engine alone."""

from dataclasses import dataclass

from karski.exercise.events import Event, Kind, sees
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
    player : str
        Who it is, as the journal knows them.
    """

    role: str | None
    staff: bool
    language: str
    token: str = ""
    player: str = ""

    def sees(self, event: Event) -> bool:
        """Say whether an event is for these eyes."""
        if self.staff:
            return True
        return self.role is not None and sees(event, self.role)

    def moved(self, event: Event) -> bool:
        """Say whether an event seats these eyes elsewhere: from then on they differ."""
        if event.kind not in (Kind.SEAT_TAKEN, Kind.SEAT_LEFT):
            return False
        return event.data["player"] == self.player


def viewer_of(player: Player, token: str = "", language: str = "") -> Viewer:
    """Return the eyes of somebody who takes part, reading a language."""
    return Viewer(
        player.role or None,
        player.part != Part.PLAYER,
        language or player.language,
        token,
        str(player.public_id),
    )
