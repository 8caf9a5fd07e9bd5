"""The schedule: every inject with its number, time, truth and what is expected."""

from itertools import groupby

from django.utils.translation import gettext, ngettext

from karski.briefings.papers.facilitators_book import Chapter, Sheet
from karski.exercise.moments import day
from karski.exercise.numbering import numbers
from karski.exercise.packs.injects import Inject
from karski.exercise.packs.pack import Pack
from karski.web.exercises import words
from karski.web.exercises.papers import wording
from karski.web.exercises.queries.conditions import sentence
from karski.web.exercises.templatetags.exercises import grade_code, moment, told

WIDTHS = (0, 1.5, 1.6, 2.1, 0, 2.6, 0.6)
Row = tuple[str, ...]


def schedule(pack: Pack) -> Chapter:
    """Return the master list of what happens, in the order of the numbers."""
    head = (
        gettext("No."),
        gettext("When"),
        gettext("To"),
        gettext("What, by which channel, from whom"),
        gettext("Truth"),
        gettext("Expected if seats do well"),
        gettext("Sent"),
    )
    rows: list[Row] = []
    for heading, group in groupby(
        numbers(pack).items(), lambda item: _heading(pack.injects[item[0]])
    ):
        rows.append((heading,))
        rows += [_row(number, pack.injects[name], pack) for name, number in group]
    return Chapter(gettext("Schedule of events"), sheets=(_sheet(head, rows),))


def _sheet(head: Row, rows: list[Row]) -> Sheet:
    return Sheet(head, tuple(rows), WIDTHS)


def _heading(inject: Inject) -> str:
    if inject.at is not None:
        return gettext("Day {day}").format(day=day(inject.at))
    if inject.when is not None:
        return gettext("As soon as a condition holds")
    return gettext("By hand, if you want to")


def _row(number: str, inject: Inject, pack: Pack) -> Row:
    return (
        number,
        when(inject, pack),
        wording.audience(inject.to, pack),
        _what(inject, pack),
        str(words.TRUTHS[inject.truth]),
        "\n".join(f"- {told(each)}" for each in inject.expected),
        "",
    )


def when(inject: Inject, pack: Pack) -> str:
    """Say when an inject comes, and on what it waits."""
    if inject.at is not None and inject.when is None:
        return moment(inject.at)
    if inject.when is None:
        return gettext("by hand")
    condition = sentence(inject.when, pack)
    if inject.at is not None:
        said = gettext("{moment}, if: {condition}")
        return said.format(moment=moment(inject.at), condition=condition)
    if inject.delay_minutes:
        return _delayed(inject.delay_minutes, condition)
    return gettext("as soon as: {condition}").format(condition=condition)


def _delayed(minutes: int, condition: str) -> str:
    said = ngettext(
        "{count} minute after: {condition}",
        "{count} minutes after: {condition}",
        minutes,
    )
    return said.format(count=minutes, condition=condition)


def _what(inject: Inject, pack: Pack) -> str:
    lines = [told(inject.title), wording.origin(inject, pack)]
    if inject.grade:
        graded = gettext("Grade {code}")
        lines[-1] += f" ({graded.format(code=grade_code(inject.grade))})"
    if inject.sensitive:
        lines.append(gettext("Sensitive: hand it out folded"))
    if inject.report:
        lines.append(gettext("Fill in the numbers"))
    return "\n".join(lines)
