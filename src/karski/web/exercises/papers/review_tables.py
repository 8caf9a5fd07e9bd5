"""The tables of a review on paper."""

from collections.abc import Iterator, Mapping

from django.utils.formats import date_format
from django.utils.translation import gettext

from karski.briefings.papers._content import Table
from karski.exercise.events import Event
from karski.exercise.review.deciding import Decision
from karski.exercise.review.knowing import News
from karski.exercise.review.reviewing import Review
from karski.exercise.review.unfolding import Turn
from karski.exercise.world import Difference
from karski.web.exercises import words
from karski.web.exercises.models import Exercise
from karski.web.exercises.papers.plain import plain
from karski.web.exercises.queries import reviewing
from karski.web.exercises.queries.reviewing import Happened
from karski.web.exercises.templatetags.exercises import (
    channel,
    grade_code,
    measure,
    moment,
    seat,
    target,
    told,
)
from karski.web.exercises.templatetags.review import (
    grade_of,
    in_ten,
    lasted,
    milestone,
    more_or_fewer,
    reached_by,
    said,
    sentence,
    status,
    truth_of,
)

Row = tuple[str, ...]


def happened(found: Review) -> Table:
    """Return the timeline."""
    head = (gettext("When"), gettext("What"), gettext("More"))
    rows = tuple(
        (moment(line.at), *_line(line, found))
        for day in reviewing.timeline(found)
        for line in day.lines
    )
    return Table(head, rows, figures=False, widths=(0, 1.3, 1.6))


def _line(line: Happened, found: Review) -> Row:
    what, pack = line.what, found.pack
    if isinstance(what, News):
        return _title(what), _signal(line, what, found)
    if isinstance(what, Decision):
        name = f"{measure(what.fate.measure, pack)}: {target(what.fate.target, pack)}"
        by = gettext("Proposed by {who}; {status}.")
        more = by.format(who=seat(what.fate.by, pack), status=status(what.fate.status))
        return gettext("Decision: {name}").format(name=name), more
    if isinstance(what, Turn):
        turned = gettext("From {before} to {after}.").format(
            before=words.ESCALATION[what.before], after=words.ESCALATION[what.after]
        )
        return target(what.community, pack), turned
    if line.sort == "milestone":
        reached = gettext("Milestone: {name}").format(name=milestone(what, pack))
        return reached, ""
    return sentence(what, found), _reason(what)


def _reason(event: Event) -> str:
    return plain(str(event.data.get("reason") or ""))


def _title(item: News) -> str:
    data = item.event.data
    title = plain(told(data.get("title")) or told(data.get("text")))
    return f"{title} ({grade_code(data['grade'])})" if data.get("grade") else title


def _signal(line: Happened, item: News, found: Review) -> str:
    to = gettext("{channel}, to {who}.").format(
        channel=channel(str(item.event.data["channel"])),
        who=reached_by(item, found.pack),
    )
    parts = [to]
    if line.never:
        parts.append(gettext("No other team ever had it."))
    elif line.until is not None and line.hours:
        after = gettext("Another team had it after {long}.")
        parts.append(after.format(long=lasted(line.until - line.at)))
    parts.append(truth_of(item, found.pack))
    return " ".join(part for part in parts if part)


def knew(found: Review) -> Table:
    """Return for each piece of news who had it first, and when others followed.

    What went to everybody is left out.
    """
    head = (gettext("News"), gettext("Sent to"), gettext("Who had it later, and when"))
    rows = tuple(
        (_title(item), reached_by(item, found.pack), _later(item, found))
        for item in found.news
        if any(each.how != "sent" for each in item.reached.values())
        or len(item.reached) < len(found.pack.roles)
    )
    return Table(head, rows, figures=False, widths=(1.2, 1.2, 1.2))


def _later(item: News, found: Review) -> str:
    later = [
        f"{seat(each.role, found.pack)} ({lasted(each.at - item.event.at)})"
        for each in item.reached.values()
        if each.how != "sent"
    ]
    return ", ".join(later) or gettext("nobody")


def decided(found: Review) -> Table:
    """Return every decision, what its seat knew, what others said, what came of it."""
    head = (
        gettext("Decision"),
        gettext("Its seat knew"),
        gettext("What others said"),
        gettext("What became of it"),
    )
    rows = tuple(
        (
            _decision(each.decision, found),
            gettext("{had} of {out}").format(had=each.had, out=each.out),
            "\n".join(_words(each.decision, found)) or gettext("nothing"),
            _fate(each.decision),
        )
        for each in reviewing.decided(found)
    )
    return Table(head, rows, figures=False, widths=(1.4, 0, 1.4, 1))


def _decision(each: Decision, found: Review) -> str:
    fate, pack = each.fate, found.pack
    lines = [f"{measure(fate.measure, pack)}: {target(fate.target, pack)}"]
    lines.append(f"{seat(fate.by, pack)}, {moment(each.event.at)}")
    lines.append(plain(fate.legal_basis) or gettext("no legal basis given"))
    return "\n".join(lines)


def _words(each: Decision, found: Review) -> Iterator[str]:
    for word in each.words:
        line = f"{seat(word.role, found.pack)} {said(word)}, {moment(word.at)}"
        yield f"{line}: {plain(word.reason)}" if word.reason else line


def _fate(each: Decision) -> str:
    lines = [status(each.fate.status)]
    if each.fate.takes_effect is not None:
        works = gettext("at work from {when}")
        lines.append(works.format(when=moment(each.fate.takes_effect)))
    return "\n".join(lines)


def changed(found: Review, without: Mapping[int, Difference]) -> Table:
    """Return how many more or fewer would have been killed without each decision."""
    head = (
        gettext("Decision"),
        gettext("Without it: the middle pair"),
        gettext("More killed"),
        gettext("As many"),
        gettext("Fewer killed"),
    )
    rows = tuple(
        (_graded(each, found), _change(told_of), *_shares(told_of))
        for each in found.decisions
        if (told_of := without.get(each.event.seq)) is not None
    )
    return Table(head, rows, figures=False, widths=(2, 1.7, 0.8, 0.8, 0.8))


def _graded(each: Decision, found: Review) -> str:
    fate, pack = each.fate, found.pack
    graded = gettext("evidence graded {grade}").format(grade=grade_of(fate.measure))
    return f"{measure(fate.measure, pack)}: {target(fate.target, pack)}\n{graded}"


def _change(told_of: Difference) -> str:
    change = told_of.deaths.change
    middle = more_or_fewer(float(change.middle[-1]))
    low, high = (more_or_fewer(float(c[-1])) for c in (change.low_90, change.high_90))
    if low == high:
        return middle
    form = gettext("{middle} ({low} to {high})")
    return form.format(middle=middle, low=low, high=high)


def _shares(told_of: Difference) -> Row:
    deaths = told_of.deaths
    return in_ten(deaths.more), in_ten(deaths.same), in_ten(deaths.fewer)


def ties(found: Review) -> Table:
    """Return who told whom how often."""
    head = (
        gettext("Told"),
        gettext("Whom"),
        gettext("Messages"),
        gettext("Passed on"),
        gettext("Asked"),
        gettext("Answered"),
    )
    rows = tuple(
        (
            seat(tie.giver, found.pack),
            seat(tie.taker, found.pack),
            *(str(n) for n in (tie.messages, tie.shared, tie.asked, tie.answered)),
        )
        for tie in found.flow.ties
    )
    return Table(head, rows, figures=False, widths=(1, 1, 0, 0, 0, 0))


def rated(found: Review) -> Table:
    """Return the ratings of each capability, with their grounds."""
    head = (gettext("Capability"), gettext("Rating"), gettext("Because"))
    rows = tuple(
        (
            told(found.pack.capabilities[one.capability].title),
            "\n".join(f"{each}: {words.RATINGS[each]}" for each in one.letters)
            or gettext("not rated"),
            "\n".join(plain(each.evidence) for each in one.ratings),
        )
        for one in found.rated
    )
    return Table(head, rows, figures=False, widths=(1.2, 1.2, 2))


def planned(exercise: Exercise) -> Table:
    """Return what will change, by whom, until when."""
    head = (
        gettext("What will change"),
        gettext("Owner"),
        gettext("By when"),
        gettext("Commitment"),
    )
    rows = tuple(
        (
            plain(each.text),
            plain(each.owner),
            date_format(each.by_when, "SHORT_DATE_FORMAT"),
            str(each.commitment.get_state_display())
            if each.commitment
            else gettext("not yet"),
        )
        for each in exercise.actions.select_related("commitment")
    )
    return Table(head, rows, figures=False, widths=(2, 1, 0, 0))
