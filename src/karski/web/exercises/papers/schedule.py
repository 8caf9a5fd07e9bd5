"""The schedule: every inject with its number, time, truth and what is expected."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext, ngettext, pgettext

from karski.briefings.papers.facilitators_book import Chapter, Sheet
from karski.exercise.moments import day
from karski.exercise.numbering import numbers
from karski.exercise.packs.injects import Inject
from karski.exercise.packs.pack import Pack
from karski.web.exercises import wording, words
from karski.web.exercises.queries.conditions import sentence
from karski.web.exercises.templatetags.exercises import grade_code, moment, told

WIDTHS = (0, 1.5, 1.6, 2.1, 0, 2.6, 0.6)
Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """An inject as those who run the exercise read of it.

    Attributes
    ----------
    heading : str
        The day, or the kind of wait.
    number, when, to, title, truth : str
    origin : tuple of str
        Channel and sender with the grade, and what else is to be known.
    expected : tuple of str
    """

    heading: str
    number: str
    when: str
    to: str
    title: str
    origin: tuple[str, ...]
    truth: str
    expected: tuple[str, ...]


def lines(pack: Pack) -> Iterator[Line]:
    """Yield all that happens, in the order of the numbers."""
    for name, number in numbers(pack).items():
        inject = pack.injects[name]
        yield Line(
            _heading(inject),
            number,
            when(inject, pack),
            wording.audience(inject.to, pack),
            told(inject.title),
            tuple(_origin(inject, pack)),
            str(words.TRUTHS[inject.truth]),
            tuple(told(each) for each in inject.expected),
        )


def schedule(pack: Pack) -> Chapter:
    """Return the master list of what happens, as a chapter of the book."""
    head = (
        pgettext("number", "No."),
        gettext("When"),
        gettext("To"),
        gettext("What, by which channel, from whom"),
        gettext("Truth"),
        gettext("Expected if seats do well"),
        gettext("Sent"),
    )
    rows: list[Row] = []
    for heading, group in groupby(lines(pack), lambda line: line.heading):
        rows.append((heading,))
        rows += map(_row, group)
    return Chapter(
        gettext("Schedule of events"), sheets=(Sheet(head, tuple(rows), WIDTHS),)
    )


def when(inject: Inject, pack: Pack) -> str:
    """Say when an inject comes, and on what it waits."""
    if inject.when is None:
        return gettext("by hand") if inject.at is None else moment(inject.at)
    condition = sentence(inject.when, pack)
    if inject.at is not None:
        said = gettext("{moment}, if: {condition}")
        return said.format(moment=moment(inject.at), condition=condition)
    if inject.delay_minutes:
        return _delayed(inject.delay_minutes, condition)
    return gettext("as soon as: {condition}").format(condition=condition)


def _row(line: Line) -> Row:
    return (
        line.number,
        line.when,
        line.to,
        "\n".join((line.title, *line.origin)),
        line.truth,
        "\n".join(f"- {each}" for each in line.expected),
        "",
    )


def _heading(inject: Inject) -> str:
    if inject.at is not None:
        return gettext("Day {day}").format(day=day(inject.at))
    if inject.when is not None:
        return gettext("As soon as a condition holds")
    return gettext("By hand, if you want to")


def _delayed(minutes: int, condition: str) -> str:
    said = ngettext(
        "{count} minute after: {condition}",
        "{count} minutes after: {condition}",
        minutes,
    )
    return said.format(count=minutes, condition=condition)


def _origin(inject: Inject, pack: Pack) -> Iterator[str]:
    said = wording.origin(inject, pack)
    if inject.grade:
        graded = gettext("{said} (grade {code})")
        said = graded.format(said=said, code=grade_code(inject.grade))
    yield said
    if inject.sensitive:
        yield gettext("Sensitive: hand it out folded")
    if inject.report:
        yield gettext("Fill in the numbers")
