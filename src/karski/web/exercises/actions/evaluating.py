"""What experts and observers do: it goes into the journal, for staff alone."""

from collections.abc import Sequence
from typing import Literal

from karski.exercise.commands import Bookmark, GiveAdvice, Observe, Rate
from karski.exercise.events import Event
from karski.web.exercises.actions import running
from karski.web.exercises.models import Player


def observe(
    *, by: Player, text: str, roles: Sequence[str], about: int | None, nonce: str
) -> list[Event]:
    """Note what some seats did, or did not."""
    return running.act(
        by.exercise,
        lambda _: Observe(
            by=by.part,
            text=text,
            roles=tuple(roles),
            about=about,
            player=str(by.public_id),
            nonce=nonce,
        ),
    )


def bookmark(*, by: Player, event: int, nonce: str) -> list[Event]:
    """Mark an event for the review."""
    return running.act(
        by.exercise,
        lambda _: Bookmark(
            by=by.part, event=event, player=str(by.public_id), nonce=nonce
        ),
    )


def rate(
    *,
    by: Player,
    capability: str,
    rating: Literal["P", "S", "M", "U"],
    evidence: str,
    events: Sequence[int],
    nonce: str,
) -> list[Event]:
    """Rate a capability; a later rating of the same person takes its place."""
    return running.act(
        by.exercise,
        lambda _: Rate(
            by=by.part,
            capability=capability,
            rating=rating,
            evidence=evidence,
            events=tuple(events),
            player=str(by.public_id),
            nonce=nonce,
        ),
    )


def advise(*, by: Player, asked: int, text: str, nonce: str) -> list[Event]:
    """Answer a seat that asked for advice."""
    return running.act(
        by.exercise,
        lambda _: GiveAdvice(by=by.part, asked=asked, text=text, nonce=nonce),
    )
