"""The drawing of a scenario in the reader's words."""

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from karski.briefings.scenario import drawing
from karski.exercise.graphing import Sort
from karski.exercise.numbering import numbers
from karski.exercise.packs.pack import Pack
from karski.web.exercises.queries.conditions import VARIABLES
from karski.web.exercises.templatetags.exercises import measure, target, told
from karski.web.exercises.words import CHANNELS


def drawn(pack: Pack) -> SafeString:
    """Return the drawing of a pack: when what comes, and what waits for what."""
    channels = {name: str(said) for name, said in CHANNELS.items()}
    svg = drawing(pack, channels, lambda *key: _name(pack, *key), _alternative(pack))
    return mark_safe(svg)  # noqa: S308 -- ours, and every word put into it is escaped


def _name(pack: Pack, sort: Sort, name: str) -> str:
    if sort == "inject":
        return told(pack.injects[name].title)
    if sort == "milestone":
        return told(pack.milestones[name].title)
    if sort == "measure":
        return measure(name, pack)
    variable, _space, where = name.partition(" ")
    return _("{variable} in {where}").format(
        variable=VARIABLES[variable](), where=target(where, pack)
    )


def _alternative(pack: Pack) -> str:
    timed = sum(each.at is not None for each in pack.injects.values())
    said = _(
        "{timed} of {all} injects have a moment; {waiting} wait for a condition. The"
        " schedule under the drawing says the same in words."
    )
    waiting = sum(each.when is not None for each in pack.injects.values())
    return said.format(timed=timed, all=len(numbers(pack)), waiting=waiting)
