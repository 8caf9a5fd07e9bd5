"""The facilitator's book."""

from collections.abc import Iterator

from django.utils.translation import gettext

from karski.briefings.papers.facilitators_book import (
    Chapter,
    FacilitatorsBook,
    Sheet,
)
from karski.exercise.packs.pack import Pack
from karski.web.exercises import wording, words
from karski.web.exercises.papers.occasion import Occasion, banner, frame, warnings
from karski.web.exercises.papers.schedule import schedule
from karski.web.exercises.queries.conditions import sentence
from karski.web.exercises.templatetags.exercises import (
    measure,
    moment,
    stage,
    target,
    team,
    told,
)


def facilitators_book(occasion: Occasion) -> FacilitatorsBook:
    """Return the book of an exercise."""
    pack = occasion.pack
    line = gettext("{first} to {last}; {minutes} minutes in the room, then the debrief")
    return FacilitatorsBook(
        **frame(occasion, gettext("Facilitator's book")),
        banner=banner(),
        line=line.format(
            first=moment(pack.starts),
            last=moment(pack.ends),
            minutes=pack.room_minutes,
        ),
        warnings=warnings(occasion),
        before=tuple(_before(pack)),
        schedule=(schedule(pack),),
        after=tuple(_after(pack)),
    )


def _before(pack: Pack) -> Iterator[Chapter]:
    yield Chapter(gettext("The story"), (told(pack.summary),))
    yield Chapter(gettext("How to run it"), tuple(_paragraphs(told(pack.guide))))
    yield Chapter(gettext("With paper alone"), points=_on_paper())
    if pack.phases:
        yield Chapter(gettext("Timetable"), sheets=(_timetable(pack),))
    yield Chapter(gettext("Seats"), sheets=(_seats(pack),))
    yield Chapter(gettext("Measures"), sheets=(_measures(pack),))
    yield Chapter(
        gettext("People at the beginning"),
        (gettext("Trust: in those who should protect them, from 0 to 1."),),
        sheets=(_communities(pack),),
    )


def _paragraphs(text: str) -> list[str]:
    return [each.strip() for each in text.split("\n\n") if each.strip()]


def _on_paper() -> tuple[str, ...]:
    return (
        gettext(
            "Print this book, the role folders, the inject cards and the forms. Hang a"
            " clock with the exercise's day and hour where everybody sees it, and turn"
            " it by hand."
        ),
        gettext(
            "Give each seat its folder beforehand. Somebody beside you hands out cards"
            " and carries messages; each form gets its time from them, and stays with"
            " you as the journal."
        ),
        gettext(
            "Hand out a card when its time in the schedule has come; one with a"
            " condition only if that holds then, else leave it out. Cards without a"
            " time go as soon as their condition holds: look through them at each"
            " decision and each new day."
        ),
        gettext(
            "A decision counts once it has the signatures that the table of measures"
            " asks for. Note when it works: the likeliest time in the table, or draw"
            " one of three slips (least, likeliest, most)."
        ),
        gettext(
            "The world does not reckon itself without a computer. Each exercise day,"
            " move the phase of each group by hand, at most one step: up if an attack"
            " or threat went unanswered, down if a measure of grade A- or B works there"
            " and nothing new has happened. Fill in blanks on cards accordingly, as a"
            " range, and note them."
        ),
        gettext(
            "At the end collect all forms and cards. They are what the review is made"
            " of: what each seat knew when, whom it told, what it decided."
        ),
    )


def _timetable(pack: Pack) -> Sheet:
    head = (gettext("Exercise time"), gettext("What the room does"), "")
    rows = tuple((moment(p.at), stage(p.stage), told(p.title)) for p in pack.phases)
    return Sheet(head, rows, (0, 0, 1))


def _seats(pack: Pack) -> Sheet:
    head = (gettext("Seat"), gettext("Sector"), gettext("Team"), gettext("Needed"))
    rows = tuple(
        (
            told(role.title),
            str(words.SECTORS[role.sector]),
            team(role.team, pack),
            gettext("yes") if role.needed else gettext("no"),
        )
        for role in pack.roles.values()
    )
    return Sheet(head, rows, (2, 1, 1, 0))


def _measures(pack: Pack) -> Sheet:
    head = (
        gettext("Measure"),
        gettext("Who must agree"),
        gettext("Until it works"),
        gettext("Grade"),
    )
    rows = tuple(
        (
            measure(name, pack),
            wording.agreed(offer, pack),
            wording.lead(name, offer),
            wording.measure_of(name).evidence.grade,
        )
        for name, offer in pack.measures.items()
    )
    return Sheet(head, rows, (1.2, 2, 1, 0))


def _communities(pack: Pack) -> Sheet:
    head = (gettext("Group"), gettext("People"), gettext("Phase"), gettext("Trust"))
    rows = tuple(
        (
            target(each.key, pack),
            wording.number(each.people),
            f"{each.phase}: {words.ESCALATION[each.phase]}",
            wording.number(each.trust),
        )
        for each in pack.communities
    )
    return Sheet(head, rows, (2, 1, 1, 0))


def _after(pack: Pack) -> Iterator[Chapter]:
    if pack.milestones:
        yield Chapter(gettext("Milestones"), sheets=(_milestones(pack),))
    if pack.questions:
        yield Chapter(gettext("Questions for forecasts"), sheets=(_questions(pack),))
    yield Chapter(
        gettext("Evaluation guide"),
        tuple(f"{code}: {said}." for code, said in words.RATINGS.items()),
        sheets=(_guide(pack),),
    )
    yield Chapter(
        gettext("Debriefing"), points=tuple(told(each) for each in pack.debrief)
    )
    yield Chapter(gettext("Sources"), points=pack.sources)


def _milestones(pack: Pack) -> Sheet:
    head = (gettext("Milestone"), gettext("Reached when"), gettext("Reached at"))
    good: list[tuple[str, ...]] = []
    bad: list[tuple[str, ...]] = []
    for each in pack.milestones.values():
        row = (told(each.title), sentence(each.when, pack), "")
        (good if each.good else bad).append(row)
    rows = [(gettext("To be reached"),), *good]
    if bad:
        rows += [(gettext("To be prevented"),), *bad]
    return Sheet(head, tuple(rows), (1.2, 2, 0.8))


def _questions(pack: Pack) -> Sheet:
    head = (
        gettext("Question"),
        gettext("Asked, closes, resolves"),
        gettext("Yes if"),
        gettext("To"),
    )
    rows = tuple(
        (
            told(each.text),
            "\n".join(moment(at) for at in (each.at, each.closes, each.resolves)),
            sentence(each.true_when, pack),
            wording.audience(each.to, pack),
        )
        for each in pack.questions.values()
    )
    return Sheet(head, rows, (2, 0, 1.5, 1))


def _guide(pack: Pack) -> Sheet:
    head = (gettext("What to watch for"), gettext("Rating, and what shows it"))
    rows: list[tuple[str, ...]] = []
    for each in pack.capabilities.values():
        rows.append((told(each.title),))
        rows += [(told(task), "") for task in each.tasks]
    return Sheet(head, tuple(rows), (1, 1))
