"""Every event in one sentence, for journals, replays and those who watch."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _

from karski.exercise.events import Event, Kind
from karski.exercise.packs.pack import Pack
from karski.web.exercises import words
from karski.web.exercises.templatetags.exercises import (
    measure,
    moment,
    seat,
    sender,
    target,
    told,
)

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

NOTHING = lazystr("")
LINES: "Mapping[Kind, _StrPromise]" = MappingProxyType(
    {
        Kind.STARTED: _("The exercise starts"),
        Kind.PAUSED: _("The clock is paused"),
        Kind.RESUMED: _("The clock runs again"),
        Kind.RATE_SET: _("The clock runs {rate} times as fast as the room's"),
        Kind.JUMPED: _("The clock jumps to {to}"),
        Kind.STOPPED: _("Stopped for safety by {who}"),
        Kind.CONTINUED: _("The stop is over"),
        Kind.ENDED: _("The exercise ends"),
        Kind.PHASE_SET: _("Phase: {stage}"),
        Kind.DAY_PASSED: _("Day {day} ends"),
        Kind.ADJUSTED: _("By hand: {variable} in {target} becomes {value}"),
        Kind.INJECT_DUE: _("What “{inject}” waited for has come about"),
        Kind.INJECT_SENT: _("{channel} from {sender}: {title}"),
        Kind.INJECT_PASSED_OVER: _("Not sent, as it no longer fits: {inject}"),
        Kind.INJECT_HELD: _("Held back: {inject}"),
        Kind.INJECT_RELEASED: _("Released: {inject}"),
        Kind.INJECT_EDITED: _("Said in other words: {inject}"),
        Kind.INJECT_RETARGETED: _("Goes to others: {inject}"),
        Kind.INJECT_RECALLED: _("Taken back: {inject}"),
        Kind.IMPROVISED: _("{channel} from {sender}, improvised: {title}"),
        Kind.MILESTONE_REACHED: _("Reached: {milestone}"),
        Kind.DECISION_PROPOSED: _("{who} proposes {measure} for {target}"),
        Kind.SIGNED: _("{who} signs {measure}"),
        Kind.DECLINED: _("{who} declines {measure}"),
        Kind.VOTED: _("{who} votes on {measure}: {vote}"),
        Kind.WITHDRAWN: _("{who} withdraws {measure}"),
        Kind.DECISION_TAKEN: _("Decided: {measure} for {target}"),
        Kind.DECISION_IN_EFFECT: _("At work: {measure} for {target}"),
        Kind.OVERRULED: _("The facilitator overrules on {measure}: {verdict}"),
        Kind.MESSAGE_SENT: _("{who} writes"),
        Kind.SHARED: _("{who} passes on: {title}"),
        Kind.BOARD_NOTED: _("{who} notes on the board"),
        Kind.INFORMATION_REQUESTED: _("{who} asks {of}"),
        Kind.INFORMATION_GIVEN: _("{who} answers"),
        Kind.HINT_GIVEN: _("A hint"),
        Kind.ADVICE_ASKED: _("{who} asks for advice"),
        Kind.ADVICE_GIVEN: _("Advice from {who}"),
        Kind.ANNOUNCED: _("Told to all"),
        Kind.QUESTION_ASKED: _("A question, until {closes}"),
        Kind.FORECAST_GIVEN: _("{who} gives a probability: {probability}%"),
        Kind.QUESTION_RESOLVED: _("A question is resolved: {outcome}"),
        Kind.SEAT_TAKEN: _("Somebody takes a seat: {role}"),
        Kind.SEAT_LEFT: _("Somebody leaves a seat: {role}"),
        Kind.TO_BOT: _("A bot plays {role}"),
        Kind.TO_PEOPLE: _("People play {role}"),
        Kind.STEPPED_OUT: _("{role} is covered for a while"),
        Kind.STEPPED_BACK: _("{role} is back"),
        Kind.READ: _("{who} opens: {title}"),
        Kind.OBSERVED: _("A note by {who}"),
        Kind.BOOKMARKED: _("Marked by {who}: {title}"),
        Kind.RATED: _("Rated by {who}: {capability}, {rating}"),
    }
)
VERDICTS: "Mapping[object, _StrPromise]" = MappingProxyType(
    {
        True: _("yes"),
        False: _("no"),
        "allowed": _("allowed"),
        "refused": _("refused"),
    }
)
VARIABLES: "Mapping[str, _StrPromise]" = MappingProxyType(
    {
        "phase": _("the phase"),
        "trust": _("trust"),
        "incidents": _("incidents"),
        "deaths": _("people killed"),
        "displaced": _("people who fled"),
        "factor": _("risk factor {number}"),
    }
)


@dataclass(frozen=True, slots=True)
class Teller:
    """Says events of one journal.

    Attributes
    ----------
    pack : Pack
    events : sequence of Event
        The whole journal: events name others by their numbers.
    """

    pack: Pack
    events: Sequence[Event]

    def line(self, event: Event) -> str:
        """Return an event in one sentence."""
        return str(LINES[event.kind]).format_map(_Names(self, event))

    def text(self, event: Event) -> str:
        """Return what people wrote in an event, or nothing."""
        found = event.data.get("text") or event.data.get("evidence")
        return told(found) or str(event.data.get("rationale") or "")

    def reason(self, event: Event) -> str:
        """Return why somebody did it, where they said so."""
        return str(event.data.get("reason") or "")

    def about(self, number: object) -> Event | None:
        """Return the event with a number, if there is one."""
        known = isinstance(number, int) and 1 <= number <= len(self.events)
        return self.events[number - 1] if known else None  # type: ignore[operator] # known


class _Names(dict[str, str]):
    """What stands in a sentence, each worked out when the sentence asks for it."""

    def __init__(self, teller: Teller, event: Event) -> None:
        super().__init__()
        self.teller, self.event = teller, event

    def __missing__(self, name: str) -> str:
        data: Mapping[str, Any] = self.event.data
        said: str = _NAMES[name](self.teller, self.event, data)
        return said


def _decision(teller: Teller, event: Event) -> Mapping[str, Any]:
    found = teller.about(event.data.get("decision"))
    return event.data if found is None else found.data


def _title(teller: Teller, event: Event, data: Mapping[str, Any]) -> str:
    """Return what an event that another one names is called, or what it says."""
    found = teller.about(data.get("event"))
    if found is None:
        return told(data.get("title") or data.get("text"))
    return told(found.data.get("title")) or teller.line(found)


def _inject(teller: Teller, event: Event, data: Mapping[str, Any]) -> str:
    name = str(data["inject"])
    known = teller.pack.injects.get(name)
    if known is not None:
        return told(known.title)
    sent = teller.about(data.get("sent"))
    return name if sent is None else told(sent.data.get("title") or sent.data["text"])


def _target(teller: Teller, event: Event, data: Mapping[str, Any]) -> str:
    if "community" in data:
        return target(data["community"], teller.pack)
    return target(_decision(teller, event)["target"], teller.pack)


def _measure(teller: Teller, event: Event, data: Mapping[str, Any]) -> str:
    return measure(_decision(teller, event)["measure"], teller.pack)


def _of(teller: Teller, event: Event, data: Mapping[str, Any]) -> str:
    return seat(data["of"], teller.pack)


def _milestone(teller: Teller, event: Event, data: Mapping[str, Any]) -> str:
    return told(teller.pack.milestones[data["milestone"]].title)


def _capability(teller: Teller, event: Event, data: Mapping[str, Any]) -> str:
    return told(teller.pack.capabilities[data["capability"]].title)


def _variable(teller: Teller, event: Event, data: Mapping[str, Any]) -> str:
    said = str(VARIABLES[data["variable"]])
    return said.format(number=data.get("factor"))


def _stage(teller: Teller, event: Event, data: Mapping[str, Any]) -> str:
    return told(data.get("title")) or str(words.STAGES[data["stage"]])


_NAMES: Mapping[str, Any] = MappingProxyType(
    {
        "who": lambda teller, event, data: seat(event.by, teller.pack),
        "role": lambda teller, event, data: seat(data["role"], teller.pack),
        "sender": lambda teller, event, data: sender(data["sender"], teller.pack),
        "channel": lambda teller, event, data: words.CHANNELS[data["channel"]],
        "rate": lambda teller, event, data: data["rate"],
        "day": lambda teller, event, data: data["day"],
        "value": lambda teller, event, data: data["value"],
        "to": lambda teller, event, data: moment(data["to"]),
        "closes": lambda teller, event, data: moment(data["closes"]),
        "probability": lambda teller, event, data: round(100 * data["probability"]),
        "outcome": lambda teller, event, data: VERDICTS[data["outcome"]],
        "vote": lambda teller, event, data: VERDICTS[data["for"]],
        "verdict": lambda teller, event, data: VERDICTS[data["verdict"]],
        "rating": lambda teller, event, data: words.RATINGS[data["rating"]],
        "title": _title,
        "inject": _inject,
        "target": _target,
        "measure": _measure,
        "of": _of,
        "milestone": _milestone,
        "capability": _capability,
        "variable": _variable,
        "stage": _stage,
    }
)
