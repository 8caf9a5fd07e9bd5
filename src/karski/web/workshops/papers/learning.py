"""What the report says of what was measured: Kirkpatrick's four levels, one table."""

from collections.abc import Callable, Iterator, Mapping
from math import isnan

from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext

from karski.briefings.papers._content import Table
from karski.briefings.papers.workshop_report import Section
from karski.evaluation.intervals import Interval
from karski.learning.levels import Learning, Levels, Results
from karski.learning.shares import Answered, Share
from karski.web.workshops.models import Moment

Row = tuple[str, str, str]
Words = Mapping[str, str | Promise]
Write = Callable[[float], str]


def learnt(levels: Levels, asked: Words) -> Section | None:
    """Return what was measured; nothing where nothing was."""
    found = list(_rows(levels, asked))
    if not found:
        return None
    rows = tuple(row for row in found if _hidden() not in row[1:2])
    head = (gettext("What was asked"), gettext("Found"), gettext("Answered"))
    few = gettext("Fewer than five people answered what is not listed: it is hidden.")
    said = [gettext("In brackets: the 95 % interval.")] if rows else []
    said += [few] if len(rows) < len(found) else []
    return Section(
        gettext("What was learnt, and what came of it"),
        (" ".join(said),),
        (Table(head, rows),) if rows else (),
    )


def _rows(levels: Levels, asked: Words) -> Iterator[Row]:
    if levels.learning is not None:
        yield from _test(levels.learning)
    for each in levels.judging:
        name = gettext("Forecasts, Brier score (0 is best): %(moment)s") % {
            "moment": Moment(each.moment).label
        }
        yield name, _with_range(each.brier, 2), _of(each.answered)
    for rating in levels.reaction:
        name = gettext("%(question)s (mean of 1 to 5)")
        told = name % {"question": asked.get(rating.name, rating.name)}
        yield told, _with_range(rating.mean, 1), _of(rating.answered)
    for conduct in levels.behaviour:
        name = gettext("%(question)s (said yes after %(months)s months)") % {
            "question": asked.get(conduct.name, conduct.name),
            "months": conduct.months,
        }
        yield name, _share(conduct.did), _of(conduct.answered)
    if levels.results is not None:
        yield _kept(levels.results)


def _test(found: Learning) -> Iterator[Row]:
    people = _of(found.answered)
    yield gettext("The same test before: share right"), _percent(found.before), people
    yield gettext("The same test after: share right"), _percent(found.after), people
    change = gettext("Change, in percentage points")
    yield change, _points(found.change), people


def _kept(found: Results) -> Row:
    due = _hidden() if found.due is None else str(found.due)
    return gettext("Commitments kept, of those due"), _share(found.kept), due


def _share(found: Share) -> str:
    if found.share is None:
        return _hidden()
    return _range(found.share, _percent)


def _points(found: Interval | None) -> str:
    if found is None:
        return _hidden()
    return _range(found, lambda value: _number(100 * value, 0))


def _with_range(found: Interval | None, digits: int) -> str:
    if found is None:
        return _hidden()
    return _range(found, lambda value: _number(value, digits))


def _range(found: Interval, write: Write) -> str:
    if isnan(found.low) or isnan(found.high):
        return write(found.estimate)
    return gettext("%(figure)s (%(low)s to %(high)s)") % {
        "figure": write(found.estimate),
        "low": write(found.low),
        "high": write(found.high),
    }


def _percent(share: float | None) -> str:
    if share is None:
        return _hidden()
    return gettext("{number}%").format(number=_number(100 * share, 0))


def _number(value: float, digits: int) -> str:
    rounded = round(value, digits) + 0.0
    text = formats.number_format(f"{rounded:.{digits}f}", digits, use_l10n=True)
    return text.replace("-", "\N{MINUS SIGN}")


def _of(people: Answered) -> str:
    count = _hidden() if people.count is None else str(people.count)
    return gettext("%(count)s of %(all)s") % {"count": count, "all": people.asked}


def _hidden() -> str:
    return gettext("hidden")
