"""What templates of exercises say in the reader's language."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from django.template import Library
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from karski.exercise import events
from karski.exercise.events import Event
from karski.exercise.moments import day, time_of_day
from karski.exercise.packs.pack import ALL, Pack
from karski.exercise.packs.texts import Text
from karski.measures import catalogue
from karski.web.exercises import sending, words
from karski.web.exercises.viewers import Viewer

register = Library()
WHOLE = 100  # percent
register.simple_tag(sending.new_nonce, name="nonce")


@register.filter
def told(text: object) -> str:
    """Return a text of a pack or of an event in the reader's language."""
    return _told(text, _language())


@register.simple_tag
def tongue(text: object) -> SafeString:
    """Say in which language a text is told, where that is not the reader's."""
    here = _language()
    found = text.model_dump(exclude_none=True) if isinstance(text, Text) else text
    if not isinstance(found, Mapping) or not found or here in found:
        return SafeString("")
    return format_html(' lang="{}"', "en" if "en" in found else next(iter(found)))


@register.filter
def moment(at: int) -> str:
    """Say a moment of exercise time [ms].

    Examples
    --------
    >>> moment(8 * 86_400_000 + 15 * 3_600_000 + 600_000)
    'Day 9, 15:10'
    """
    said = {"day": day(at), "time": time_of_day(at)}
    return gettext("Day {day}, {time}").format(**said)


@register.filter
def grade_code(grade: object) -> str:
    """Return a grade as it is written: B2."""
    source, information = _graded(grade)
    return f"{source}{information}"


@register.filter
def grade(grade: object) -> str:
    """Say what a grade means."""
    source, information = _graded(grade)
    said = {
        "source": source,
        "reliable": words.SOURCES[source],
        "information": information,
        "credible": words.INFORMATION[information],
    }
    form = gettext(
        "Source {source}, {reliable}. Information {information}, {credible}."
    )
    return form.format(**said)


@register.filter
def channel(name: str) -> str:
    """Return what a channel is called."""
    return str(words.CHANNELS.get(name, name))


@register.filter
def stage(name: str) -> str:
    """Return what a phase of the room is called."""
    return str(words.STAGES.get(name, name))


@register.filter
def seat(by: str, pack: Pack) -> str:
    """Return who that is: a seat by its title, or one who runs the exercise."""
    role = events.seat_of(by)
    if role in pack.roles:
        return told(pack.roles[role].title)
    return str(words.NOT_ROLES.get(role, role))


@register.filter
def team(name: str, pack: Pack) -> str:
    """Return what a team is called."""
    return told(pack.team(name))


@register.filter
def sender(name: str, pack: Pack) -> str:
    """Return who sends: an actor, an institution, a seat, or as it was written."""
    for known in (pack.actors, pack.institutions):
        if name in known:
            return told(known[name].title)
    return seat(name, pack)


@register.filter
def measure(name: str, pack: Pack) -> str:
    """Return what a measure is called in this story."""
    offer = pack.measures.get(name)
    if offer is not None and offer.title is not None:
        return told(offer.title)
    return catalogue()[name].title if name in catalogue() else name


@register.filter
def target(name: str, pack: Pack) -> str:
    """Return what a decision is aimed at: everybody, a region, or a group in one."""
    if name == ALL:
        return gettext("the whole country")
    region, _slash, group = name.partition("/")
    if group and group in pack.groups:
        said = {"group": told(pack.groups[group].title), "region": target(region, pack)}
        return gettext("{group} in {region}").format(**said)
    return told(pack.regions[region].title) if region in pack.regions else name


@register.filter
def as_frequency(percent: int) -> str:
    """Say a chance in whole percent as people count.

    Examples
    --------
    >>> as_frequency(55), as_frequency(0)
    ('11 in 20', 'less than 1 in 100')
    """
    if percent == 0:
        return gettext("less than 1 in 100")
    if percent == WHOLE:
        return gettext("more than 99 in 100")
    share = Fraction(percent, WHOLE)
    said = {"n": share.numerator, "of": share.denominator}
    return gettext("{n} in {of}").format(**said)


@register.filter
def figure(value: float) -> str:
    """Write a number with one digit after the point at most."""
    digits = 0 if value == round(value) else 1
    return str(number_format(value, digits))


@register.filter
def plural_of(value: float) -> int:
    """Return the number that chooses a plural: that of a part is not one.

    Examples
    --------
    >>> plural_of(1.0), plural_of(1.5)
    (1, 5)
    """
    return int(value) if value == round(value) else 5


@register.simple_tag
def recipients(event: Event, pack: Pack, viewer: Viewer) -> str:
    """Say to whom an event went beside the one who sent it; the reader is 'you'."""
    if ALL in event.to:
        return gettext("everybody")
    sent = events.seat_of(event.by)
    roles = [role for role in event.to if role != sent]
    if not roles:
        return gettext("the facilitator")
    roles.sort(key=lambda role: role != viewer.role)  # 'you' first
    named = (gettext("you") if r == viewer.role else seat(r, pack) for r in roles)
    return ", ".join(named)


def _language() -> str:
    return (get_language() or "en").split("-")[0]


def _told(text: object, language: str) -> str:
    if isinstance(text, Text):
        return text.told(language)
    return events.told(text, language)


def _graded(grade: Any) -> tuple[str, int]:  # noqa: ANN401 -- as events or packs hold it
    if isinstance(grade, Mapping):
        return str(grade["source"]), int(grade["information"])
    if isinstance(grade, str | list | tuple):
        return str(grade[0]), int(grade[1])
    return str(grade.source), int(grade.information)
