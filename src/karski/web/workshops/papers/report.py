"""The report of a workshop: numbers without persons, and what was agreed."""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext, ngettext

from karski.briefings.papers._content import Table
from karski.briefings.papers.workshop_report import Section, WorkshopReport
from karski.core.small_cells import LEAST
from karski.web.people.countries import country_name
from karski.web.programme.models import Commitment
from karski.web.workshops.models import (
    Sector,
    Session,
    SessionKind,
    Workshop,
)
from karski.web.workshops.papers import words
from karski.web.workshops.papers.frames import frame
from karski.web.workshops.queries import papers as queries
from karski.web.workshops.queries.numbers import Breakdown, applied, numbers_of

HOUR = 60  # minutes


def report(workshop: Workshop, learnt: Section | None = None) -> WorkshopReport:
    """Return a workshop's report; `learnt` tells what was measured, if anything."""
    given = frame(workshop, gettext("Report of the workshop"))
    sections = (
        _who(workshop),
        _objectives(workshop),
        _programme(workshop),
        learnt,
        _recommendations(workshop),
        _commitments(workshop),
    )
    return WorkshopReport(
        **given,
        place_and_dates=f"{workshop.title}; {words.place_and_dates(workshop)}",
        summary=_summary(workshop),
        sections=tuple(section for section in sections if section is not None),
        sources=gettext(
            "Numbers of the site's own records as of %(date)s. Groups under %(least)s"
            " are not shown, nor what they could be worked out from."
        )
        % {"date": words.day(given["day"]), "least": LEAST},
    )


def _summary(workshop: Workshop) -> tuple[str, ...]:
    lasted = ngettext(
        "The workshop lasted %(count)s day.",
        "The workshop lasted %(count)s days.",
        workshop.days,
    ) % {"count": workshop.days}
    own = workshop.series.summary
    return tuple(text for text in (lasted, str(own)) if text)


def _who(workshop: Workshop) -> Section:
    numbers, count = numbers_of(workshop), applied(workshop)
    if numbers.total is None:
        few = gettext("Fewer than %(least)s people took part: no numbers are shown.")
        return Section(gettext("Who took part"), (few % {"least": LEAST},))
    took = ngettext(
        "%(count)s participant took part.",
        "%(count)s participants took part.",
        numbers.total,
    ) % {"count": numbers.total}
    were = (
        ngettext(
            "They were chosen from %(count)s candidate.",
            "They were chosen from %(count)s candidates.",
            count,
        )
        % {"count": count}
        if count is not None
        else ""
    )
    return Section(
        gettext("Who took part"),
        (" ".join(text for text in (took, were) if text),),
        (
            _table(numbers.sectors, gettext("Sector"), _sector),
            _table(numbers.countries, gettext("Country"), country_name),
        ),
    )


def _table(found: Breakdown, head: str, name: Callable[[str], str]) -> Table:
    rows = [(name(group), str(count)) for group, count in found.shown.items()]
    rows.sort()
    if found.hidden:
        rows.append((gettext("Others, in groups too small to be shown"), _hidden()))
    return Table((head, gettext("Participants")), tuple(rows))


def _hidden() -> str:
    return words.count_or_hidden(None)


def _sector(code: str) -> str:
    return str(Sector(code).label)


def _objectives(workshop: Workshop) -> Section | None:
    points = tuple(str(each) for each in workshop.objectives.all())
    if not points:
        return None
    return Section(
        gettext("What participants were to be able to do afterwards"), points=points
    )


def _programme(workshop: Workshop) -> Section | None:
    sessions = list(workshop.sessions.exclude(kind=SessionKind.BREAK))
    if not sessions:
        return None
    numbers = sorted({each.day for each in sessions})
    tables = tuple(
        _day([each for each in sessions if each.day == number], number)
        for number in numbers
    )
    return Section(gettext("Programme"), tables=tables)


def _day(sessions: Iterable[Session], number: int) -> Table:
    rows = tuple(
        (
            each.title,
            each.get_kind_display(),
            f"{_clock(each.starts)}-{_clock(each.ends)}",
        )
        for each in sessions
    )
    head = (gettext("Session"), gettext("Kind"), gettext("Time"))
    return Table(
        head, rows, gettext("Day %(number)s") % {"number": number}, figures=False
    )


def _clock(minutes: int) -> str:
    return f"{minutes // HOUR}:{minutes % HOUR:02}"


def _recommendations(workshop: Workshop) -> Section:
    points = tuple(
        f"{each.to}: {each.text}" if each.to else each.text
        for each in queries.recommendations(workshop)
    )
    none = () if points else (gettext("None was recorded."),)
    return Section(gettext("Recommendations"), none, points=points)


def _commitments(workshop: Workshop) -> Section:
    """Tell commitments by organisation: a report names no person."""
    rows = Commitment.objects.filter(made_in_workshop__workshop=workshop)
    found = rows.select_related("organisation").order_by("by_when", "pk")
    if not found:
        return Section(gettext("Commitments"), (gettext("None was recorded."),))
    head = (
        gettext("What"),
        gettext("Organisation"),
        gettext("By when"),
        gettext("State"),
    )
    told = tuple(
        (
            each.what,
            str(each.organisation),
            words.day(each.by_when),
            str(each.get_state_display()),
        )
        for each in found
    )
    return Section(gettext("Commitments"), tables=(Table(head, told, figures=False),))
