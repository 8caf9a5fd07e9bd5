"""What reaches desks, made from the pack and from what facilitators changed."""

from math import ceil, floor

from karski.exercise.events import (
    CLOCK,
    EVERYBODY,
    FACILITATOR,
    JSON,
    STAFF,
    WORLD,
    Event,
    Kind,
    Told,
    by_language,
)
from karski.exercise.packs.injects import Grade, Report
from karski.exercise.packs.pack import ALL, Pack
from karski.exercise.state import State
from karski.exercise.triggers import holds, measured


def audience(pack: Pack, to: tuple[str, ...]) -> tuple[str, ...]:
    """Return whom `to` names as events have it: in the pack's order, or everybody."""
    return EVERYBODY if ALL in to else pack.audience(to)


def sent(state: State, name: str, at: int, by: str) -> Event:
    """Return the event that sends an inject."""
    inject, fate = state.pack.injects[name], state.injects[name]
    report = _range(state, inject.report)
    data: dict[str, JSON] = {
        "inject": name,
        "title": dict(fate.title or by_language(inject.title)),
        "text": _reported(fate.text or by_language(inject.text), report),
        "channel": inject.channel,
        "sender": inject.sender,
        "grade": _graded(inject.grade),
        "sensitive": inject.sensitive,
        "report": dict(report) if report else None,
        "by_hand": by == FACILITATOR,
    }
    to = audience(state.pack, inject.to) if fate.to is None else fate.to
    return state.event(Kind.INJECT_SENT, at, by, to, data)


def _graded(grade: Grade | None) -> dict[str, JSON] | None:
    return dict(grade) if grade else None


def _range(state: State, report: Report | None) -> dict[str, int] | None:
    """Return the counts between which an inject tells the world's."""
    if report is None:
        return None
    count = measured(state, report.variable, report.community) or 0
    return {
        "low": floor(count * (1 - report.spread)),
        "high": ceil(count * (1 + report.spread)),
    }


def _reported(text: Told, report: dict[str, int] | None) -> Told:
    if report is None:
        return dict(text)
    return {
        language: str(words)
        .replace("{low}", str(report["low"]))
        .replace("{high}", str(report["high"]))
        for language, words in text.items()
    }


def fallen_due(state: State, name: str, at: int) -> Event:
    """Return what becomes of an inject at its moment: it goes, or is passed over."""
    inject = state.pack.injects[name]
    if inject.at is None:
        return sent(state, name, at, WORLD)
    if inject.when is not None and not holds(inject.when, state, at):
        data: dict[str, JSON] = {"inject": name}
        return state.event(Kind.INJECT_PASSED_OVER, at, CLOCK, STAFF, data)
    return sent(state, name, at, CLOCK)


def asked(state: State, name: str, at: int) -> Event:
    """Return the event that puts a question of the pack."""
    question = state.pack.questions[name]
    data: dict[str, JSON] = {
        "question": name,
        "text": by_language(question.text),
        "closes": question.closes,
    }
    to = audience(state.pack, question.to)
    return state.event(Kind.QUESTION_ASKED, at, CLOCK, to, data)


def resolved(state: State, name: str, at: int) -> Event:
    """Return the event that resolves a question of the pack."""
    outcome = holds(state.pack.questions[name].true_when, state, at)
    data: dict[str, JSON] = {"question": name, "outcome": outcome}
    return state.event(Kind.QUESTION_RESOLVED, at, CLOCK, STAFF, data)
