"""Whether a room is ready to begin: each line is a check, and what to do about it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from karski.exercise.state import State
from karski.web.environment import LOOPBACK
from karski.web.exercises.models import Exercise, Player
from karski.web.exercises.queries import seats


@dataclass(frozen=True, slots=True)
class Check:
    """One check; `is_` is met, open (can be left so) or unmet."""

    is_: str
    title: str
    said: str


def checks(
    exercise: Exercise, state: State, players: Sequence[Player]
) -> Iterator[Check]:
    """Yield what to look at before the clock starts."""
    rows = seats.rows(state, players)
    yield _seats(rows)
    yield from _bots(rows)
    yield _waiting(state, players)
    yield _languages(state, players)
    yield _devices(state, players)
    yield _experts(state, players)
    yield _joining(exercise)
    yield phones()
    yield _clock(state)


def phones() -> Check:
    """Say where phones are led, and whether they can open it."""
    address = settings.ENVIRONMENT.room_address
    title = _("Phones")
    if urlsplit(address).hostname in LOOPBACK:
        said = _(
            "The code leads to {address}, which this computer alone can open. For"
            " phones in the room, start the site by: {command}"
        )
        command = f"karski serve --with-room {settings.ENVIRONMENT.port + 1}"
        return Check("open", title, said.format(address=address, command=command))
    said = _("The code leads them to {address}.")
    return Check("met", title, said.format(address=address))


def _named(rows: Sequence[seats.Row]) -> str:
    return "; ".join(row.title for row in rows)


def _seats(rows: Sequence[seats.Row]) -> Check:
    empty = [row for row in rows if row.needed and not row.filled]
    if empty:
        said = _("Empty: {seats}. Seat somebody, or hand the seat to a bot.")
        return Check(
            "unmet", _("Seats that are needed"), said.format(seats=_named(empty))
        )
    spare = [row for row in rows if not row.filled]
    said = _("All are filled.")
    if spare:
        said = _("All are filled. Left free: {seats}.").format(seats=_named(spare))
    return Check("met", _("Seats that are needed"), said)


def _bots(rows: Sequence[seats.Row]) -> Iterator[Check]:
    bots = [row for row in rows if row.bot]
    if bots:
        said = ngettext("A bot plays {seats}.", "Bots play {seats}.", len(bots)).format(
            seats=_named(bots)
        )
        yield Check("met", _("Bots"), said)
    shared = [row for row in bots if row.people]
    if shared:
        said = _("People sit where bots play: {seats}. Hand these seats to people.")
        yield Check("open", _("Bots"), said.format(seats=_named(shared)))


def _waiting(state: State, players: Sequence[Player]) -> Check:
    without = seats.without_seat(state, players)
    title = _("People without a seat")
    if not without:
        return Check("met", title, _("Nobody waits for a seat."))
    names = ", ".join(each.player.name for each in without)
    return Check("open", title, _("Without a seat: {names}.").format(names=names))


def _languages(state: State, players: Sequence[Player]) -> Check:
    names = dict(settings.LANGUAGES)
    has = set(state.pack.languages)
    lacking = sorted({each.language for each in players} - has)
    title = _("Languages")
    if lacking:
        said = _("The scenario is not in {languages}; those people read it in English.")
        listed = ", ".join(str(names.get(each, each)) for each in lacking)
        return Check("open", title, said.format(languages=listed))
    return Check("met", title, _("Everybody reads the scenario in their own language."))


def _devices(state: State, players: Sequence[Player]) -> Check:
    title = _("Devices")
    seated = [each for row in seats.rows(state, players) for each in row.people]
    silent = [each.player.name for each in seated if not each.here]
    if not seated:
        return Check("open", title, _("Nobody has sat down yet."))
    if silent:
        said = _("Not seen in the last minutes: {names}. Ask them to open their link.")
        return Check("open", title, said.format(names=", ".join(silent)))
    return Check(
        "met", title, _("Every device in a seat was seen in the last minutes.")
    )


def _experts(state: State, players: Sequence[Player]) -> Check:
    number = len(seats.watching(state, players))
    title = _("Experts and observers")
    if not number:
        return Check("open", title, _("None yet: nobody will rate the capabilities."))
    said = ngettext("{n} has a link.", "{n} have a link.", number)
    return Check("met", title, said.format(n=number))


def _joining(exercise: Exercise) -> Check:
    title = _("Joining")
    if exercise.joining:
        return Check("met", title, _("People can join with the code."))
    return Check("open", title, _("Closed: people join only by a link from you."))


def _clock(state: State) -> Check:
    title = _("Clock")
    if state.ended:
        return Check("met", title, _("The exercise is over."))
    if state.begun:
        return Check("met", title, _("The exercise has begun."))
    said = _("Stands at the beginning; it will run {rate} times as fast as the room's.")
    return Check("met", title, said.format(rate=state.pack.rate))
