"""Events in a line each, for those who see all of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from karski.exercise.events import BOT, EVERYBODY, Event, Kind, seat_of
from karski.exercise.packs.pack import Pack
from karski.web.exercises.templatetags.exercises import (
    channel,
    measure,
    moment,
    seat,
    sender,
    stage,
    target,
    told,
)

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Words: TypeAlias = "_StrPromise"
LONGEST = 160  # characters of a text


@dataclass(frozen=True, slots=True)
class Line:
    """An event: who did what; and what they wrote, shortened."""

    who: str
    what: str
    text: str


WORDS: "Mapping[Kind, Words]" = MappingProxyType(
    {
        Kind.STARTED: _("started the exercise, {rate} times as fast as the room"),
        Kind.PAUSED: _("paused the clock"),
        Kind.RESUMED: _("let the clock run on"),
        Kind.RATE_SET: _("set the speed to {rate} times the room's"),
        Kind.JUMPED: _("jumped to {to_moment}"),
        Kind.STOPPED: _("stopped the exercise for safety"),
        Kind.CONTINUED: _("let the exercise go on after the stop"),
        Kind.ENDED: _("ended the exercise"),
        Kind.PHASE_SET: _("opened the phase: {stage}"),
        Kind.DAY_PASSED: _("day {day} has passed"),
        Kind.ADJUSTED: _("changed {variable} of {community} to {value}"),
        Kind.INJECT_SENT: _('"{title}" by {channel} from {sender}, to {to}'),
        Kind.INJECT_PASSED_OVER: _('passed over "{title}": its condition did not hold'),
        Kind.INJECT_HELD: _('held "{title}"'),
        Kind.INJECT_RELEASED: _('released "{title}"'),
        Kind.INJECT_EDITED: _('changed the words of "{title}"'),
        Kind.INJECT_RETARGETED: _('"{title}" now goes to {targets}'),
        Kind.INJECT_RECALLED: _('took "{title}" back'),
        Kind.IMPROVISED: _('improvised "{title}" by {channel} from {sender}, to {to}'),
        Kind.MILESTONE_REACHED: _("milestone: {milestone}"),
        Kind.DECISION_PROPOSED: _("proposed {measure} for {target} (decision {seq})"),
        Kind.SIGNED: _("signed decision {decision}"),
        Kind.DECLINED: _("declined decision {decision}"),
        Kind.VOTED: _("voted on decision {decision}: {vote}"),
        Kind.WITHDRAWN: _("withdrew decision {decision}"),
        Kind.DECISION_TAKEN: _("decision {decision} is taken"),
        Kind.DECISION_IN_EFFECT: _("decision {decision} is in effect"),
        Kind.OVERRULED: _("ruled on decision {decision}: {verdict}"),
        Kind.MESSAGE_SENT: _("wrote to {to}"),
        Kind.SHARED: _("passed something on to {to}"),
        Kind.BOARD_NOTED: _("wrote on the team's board"),
        Kind.INFORMATION_REQUESTED: _("asked {of} for information"),
        Kind.INFORMATION_GIVEN: _("answered {to}"),
        Kind.HINT_GIVEN: _("gave {to} a hint"),
        Kind.ADVICE_ASKED: _("asked the experts"),
        Kind.ADVICE_GIVEN: _("advised {to}"),
        Kind.ANNOUNCED: _("told everybody"),
        Kind.QUESTION_ASKED: _("asked {to} for a forecast"),
        Kind.FORECAST_GIVEN: _("gave a forecast: {percent} in 100"),
        Kind.QUESTION_RESOLVED: _("a question is resolved: {outcome}"),
        Kind.SEAT_TAKEN: _("{role}: somebody sat down"),
        Kind.SEAT_LEFT: _("{role}: somebody left the seat"),
        Kind.TO_BOT: _("{role}: a bot plays it"),
        Kind.TO_PEOPLE: _("{role}: people play it"),
        Kind.STEPPED_OUT: _("{role}: covered by others for a while"),
        Kind.STEPPED_BACK: _("{role}: back"),
        Kind.READ: _("read event {event}"),
        Kind.OBSERVED: _("noted"),
        Kind.BOOKMARKED: _("marked event {event}"),
        Kind.RATED: _("rated {capability}: {rating}"),
    }
)
QUIET = frozenset({Kind.READ, Kind.INJECT_DUE})  # kept, and shown in the export alone


def line(event: Event, pack: Pack) -> Line:
    """Return an event in words."""
    words = gettext("something else") if event.kind not in WORDS else ""
    said = words or str(WORDS[event.kind]).format_map(_Names(event, pack))
    return Line(_who(event.by, pack), said, _text(event))


def _who(by: str, pack: Pack) -> str:
    if by.startswith(BOT):
        return gettext("{seat} (bot)").format(seat=seat(by, pack))
    return seat(by, pack)


class _Names(dict[str, object]):
    """What may stand in the words of an event, worked out when it is asked for."""

    def __init__(self, event: Event, pack: Pack) -> None:
        super().__init__(event.data)
        self.event, self.pack = event, pack
        self["seq"] = event.seq
        for name, made in NAMES.items():
            if name in self or name in ALWAYS:
                self[name] = made(event, pack)

    def __missing__(self, name: str) -> object:
        return ""


def _title(event: Event, pack: Pack) -> str:
    name = str(event.data.get("inject", ""))
    given = told(event.data.get("title"))
    return given or (told(pack.injects[name].title) if name in pack.injects else "")


def _seats(roles: object, pack: Pack) -> str:
    if not isinstance(roles, list | tuple):
        return str(roles)
    if tuple(roles) == EVERYBODY:
        return gettext("everybody")
    named = ", ".join(seat(str(role), pack) for role in roles)
    return named or gettext("the facilitator")


def _to(event: Event, pack: Pack) -> str:
    others = [role for role in event.to if role != seat_of(event.by)]
    return _seats(others, pack)


def _yes(value: object) -> str:
    return gettext("yes") if value else gettext("no")


def _milestone(event: Event, pack: Pack) -> str:
    name = str(event.data["milestone"])
    return told(pack.milestones[name].title) if name in pack.milestones else name


def _capability(event: Event, pack: Pack) -> str:
    name = str(event.data["capability"])
    return told(pack.capabilities[name].title) if name in pack.capabilities else name


ALWAYS = frozenset(
    {"title", "to", "targets", "to_moment", "vote", "percent", "milestone"}
)
NAMES: Mapping[str, Callable[[Event, Pack], object]] = MappingProxyType(
    {
        "title": _title,
        "to": _to,
        "targets": lambda event, pack: _seats(event.data.get("to", ()), pack),
        "to_moment": lambda event, _pack: _moment(event.data.get("to")),
        "vote": lambda event, _pack: _yes(event.data.get("for")),
        "outcome": lambda event, _pack: _yes(event.data.get("outcome")),
        "percent": lambda event, _pack: _percent(event.data.get("probability")),
        "stage": lambda event, _pack: stage(str(event.data["stage"])),
        "channel": lambda event, _pack: channel(str(event.data["channel"])),
        "sender": lambda event, pack: sender(str(event.data["sender"]), pack),
        "measure": lambda event, pack: measure(str(event.data["measure"]), pack),
        "target": lambda event, pack: target(str(event.data["target"]), pack),
        "community": lambda event, pack: target(str(event.data["community"]), pack),
        "role": lambda event, pack: seat(str(event.data["role"]), pack),
        "of": lambda event, pack: seat(str(event.data["of"]), pack),
        "milestone": lambda event, pack: (
            _milestone(event, pack) if "milestone" in event.data else ""
        ),
        "capability": _capability,
    }
)


def _moment(value: object) -> str:
    return moment(value) if isinstance(value, int) else ""


def _percent(value: object) -> str:
    return f"{100 * value:.0f}" if isinstance(value, int | float) else ""


def _text(event: Event) -> str:
    if event.kind in {Kind.INJECT_SENT, Kind.DAY_PASSED}:
        return ""
    names = ("text", "rationale", "reason", "evidence")
    found = next((told(event.data[name]) for name in names if event.data.get(name)), "")
    return found if len(found) <= LONGEST else f"{found[: LONGEST - 3]}..."
