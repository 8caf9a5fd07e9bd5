"""Whose eyes an exercise is seen with: what they may see decides the engine alone."""

from dataclasses import dataclass, replace

from karski.exercise.events import Event, Kind, seat_of, sees
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

    def like(self, event: Event, *, link: str, anybody: str) -> "Viewer":
        """Return eyes to which an event looks as it does to these, as many as can be.

        Parameters
        ----------
        event : Event
        link : str
            In place of a personal link, where there is one.
        anybody : str
            In place of a role that the event does not name.
        """
        named = self.role is None or self.role in _named(event)
        here = event.data.get("player") == self.player
        return replace(
            self,
            role=self.role if named else anybody,
            token=link if self.token else "",
            player=self.player if here else "",
            language="",
        )


def _named(event: Event) -> tuple[object, ...]:
    """Return the roles that an event is by, to, or about."""
    return (seat_of(event.by), *event.to, event.data.get("of"))


def viewer_of(player: Player, token: str = "", language: str = "") -> Viewer:
    """Return the eyes of somebody who takes part, reading a language."""
    return Viewer(
        player.role or None,
        player.part != Part.PLAYER,
        language or player.language,
        token,
        str(player.public_id),
    )
