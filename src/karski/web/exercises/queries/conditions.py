"""Conditions of a pack in words, and whether they hold."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from karski.exercise.packs.conditions import Condition, Decided, WorldIs
from karski.exercise.packs.pack import Pack
from karski.exercise.state import State
from karski.exercise.triggers import holds
from karski.web.exercises.templatetags.exercises import measure, moment, target, told

VARIABLES: dict[str, Callable[[], str]] = {
    "deaths": lambda: _("people killed"),
    "displaced": lambda: _("people displaced"),
    "incidents": lambda: _("incidents"),
    "phase": lambda: _("phase"),
    "trust": lambda: _("trust"),
    "risk": lambda: _("risk"),
}
STAGES: dict[str, Callable[[], str]] = {
    "proposed": lambda: _("{measure} is proposed"),
    "taken": lambda: _("{measure} is decided"),
    "in effect": lambda: _("{measure} is in effect"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """A simple condition, in words, and whether it holds now."""

    said: str
    holds: bool


def parts(condition: Condition, state: State, at: int) -> list[Part]:
    """Return the simple conditions of one, each as it stands."""
    return [
        Part(sentence(leaf, state.pack), holds(leaf, state, at))
        for leaf in condition.leaves()
    ]


def sentence(condition: Condition, pack: Pack) -> str:
    """Return a condition in words."""
    if condition.all_of is not None:
        return _(" and ").join(_within(part, pack) for part in condition.all_of)
    if condition.any_of is not None:
        return _(" or ").join(_within(part, pack) for part in condition.any_of)
    if condition.none_of is not None:
        return _("not: {what}").format(what=_within(condition.none_of, pack))
    return _simple(condition, pack)


def _within(condition: Condition, pack: Pack) -> str:
    said = sentence(condition, pack)
    return f"({said})" if condition.parts() else said


def _simple(condition: Condition, pack: Pack) -> str:
    if condition.after is not None:
        return _("from {moment} on").format(moment=moment(condition.after))
    if condition.before is not None:
        return _("before {moment}").format(moment=moment(condition.before))
    if condition.inject is not None:
        title = told(pack.injects[condition.inject].title)
        return _('"{title}" was sent').format(title=title)
    if condition.milestone is not None:
        title = told(pack.milestones[condition.milestone].title)
        return _('"{title}" is reached').format(title=title)
    if condition.decided is not None:
        return _decided(condition.decided, pack)
    assert condition.world is not None, "a condition says one thing"
    return _world(condition.world, pack)


def _decided(asked: Decided, pack: Pack) -> str:
    said = STAGES[asked.stage]().format(measure=measure(asked.measure, pack))
    if asked.target is None:
        return said
    return _("{said} for {where}").format(said=said, where=target(asked.target, pack))


def _world(asked: WorldIs, pack: Pack) -> str:
    names = {
        "variable": VARIABLES[asked.variable](),
        "where": target(asked.community, pack),
        "bound": f"{asked.at_least if asked.below is None else asked.below:g}",
    }
    if asked.below is None:
        return _("{variable} in {where}: {bound} or more").format(**names)
    return _("{variable} in {where}: below {bound}").format(**names)
