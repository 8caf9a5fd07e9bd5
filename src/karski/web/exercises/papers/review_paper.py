"""The after-action review on paper, and as a document to edit."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext

from karski.briefings.papers._content import Table
from karski.briefings.papers.workshop_report import Section, WorkshopReport
from karski.exercise.packs.texts import Text
from karski.exercise.review.reviewing import Review
from karski.exercise.world import Difference
from karski.web.exercises.models import Exercise
from karski.web.exercises.papers import review_tables as tables
from karski.web.exercises.papers.occasion import banner
from karski.web.exercises.papers.plain import plain
from karski.web.exercises.papers.review_forecasts import forecasts, scored
from karski.web.exercises.templatetags.exercises import moment, seat, team, told
from karski.web.exercises.templatetags.review import lasted, percent_of, total, whole


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What a review is written from.

    Attributes
    ----------
    exercise : Exercise
    found : Review
    without : mapping of int to Difference
        What the world would have been without each decision, by its number.
    day : date
        Of the paper.
    """

    exercise: Exercise
    found: Review
    without: Mapping[int, Difference]
    day: date


def review_paper(given: Reviewed) -> WorkshopReport:
    """Return the review, with nobody's name."""
    exercise, pack = given.exercise, given.found.pack
    scenario = gettext("{scenario}, version {version}, {licence}").format(
        scenario=told(pack.title), version=pack.version, licence=pack.licence
    )
    return WorkshopReport(
        language=get_language() or "en",
        title=gettext("After-action review: {title}").format(title=exercise.title),
        author=str(exercise.organisation),
        day=given.day,
        footer=f"{exercise.title}; {scenario}",
        place_and_dates=_when(exercise),
        summary=tuple(_summary(given.found)),
        sections=tuple(_sections(given)),
        sources=gettext(
            "From the journal of the exercise ({count} entries, seed {seed}). Names are"
            " left out: capabilities are reviewed, people are not."
        ).format(count=len(given.found.events), seed=exercise.seed),
        banner=banner(),
    )


def _when(exercise: Exercise) -> str:
    if exercise.ended:
        return gettext("Played {day}").format(day=date_format(exercise.ended))
    return gettext("It still runs: this is how far it has come")


def _summary(found: Review) -> Iterator[str]:
    yield told(found.pack.summary)
    signal, act = found.first_signal, found.first_act
    if signal is None:
        yield gettext("Nothing has happened yet.")
        return
    if act is None or act.fate.taken is None or found.until_act is None:
        said = gettext("The first signal came on {signal}. No decision was taken.")
        yield said.format(signal=moment(signal.event.at))
    else:
        said = gettext(
            "The first signal came on {signal} and the first decision on {act}:"
            " {passed} from one to the other."
        )
        yield said.format(
            signal=moment(signal.event.at),
            act=moment(act.fate.taken),
            passed=lasted(found.until_act),
        )
    yield from _longest(found)
    yield from _world(found)


def _longest(found: Review) -> Iterator[str]:
    if (longest := found.longest_alone) is None:
        return
    item, lay = longest
    said = gettext(
        "The strong report that lay longest with one team ({team}): “{title}”"
    )
    title = told(item.event.data.get("title"))
    told_of = said.format(team=team(lay.team, found.pack), title=title)
    if lay.ever:
        yield f"{told_of} ({lasted(lay.until - item.event.at)})."
    else:
        yield f"{told_of} ({gettext('to the end')})."


def _world(found: Review) -> Iterator[str]:
    if found.days:
        last = found.days[-1]
        yield gettext(
            "In this run of the story: {incidents} incidents, {killed} people killed,"
            " {fled} fled. Nobody in it is real."
        ).format(
            incidents=whole(total(last, "incidents")),
            killed=whole(total(last, "deaths")),
            fled=whole(total(last, "displaced")),
        )


def _sections(given: Reviewed) -> Iterator[Section]:
    found = given.found
    yield _section(gettext("What happened"), tables.happened(found))
    yield _section(gettext("Who knew what when"), tables.knew(found))
    yield _section(
        gettext("What was decided, and what came of it"),
        tables.decided(found),
        gettext("Nobody proposed a measure."),
    )
    if given.without:
        yield _changed(given)
    yield _flow(found)
    yield _forecasts(found)
    yield Section(
        gettext("How each capability was performed"),
        (gettext("By those who watched, against the evaluation guide."),),
        (tables.rated(found),),
    )
    yield from _written(given.exercise, found)


def _section(heading: str, table: Table, none: str = "") -> Section:
    if table.rows:
        return Section(heading, tables=(table,))
    return Section(heading, (none or gettext("Nothing has happened yet."),))


def _changed(given: Reviewed) -> Section:
    caution = gettext(
        "The same story lived again without each decision, {runs} times, under the same"
        " chance, and all else as it was. This is a property of the story's model, not"
        " a forecast for any real place, and proves nothing about those who decided. In"
        " brackets: nine in ten pairs."
    )
    runs = next(iter(given.without.values())).runs
    return Section(
        gettext("What each decision changed"),
        (caution.format(runs=whole(runs)),),
        (tables.changed(given.found, given.without),),
    )


def _flow(found: Review) -> Section:
    flow, pack = found.flow, found.pack
    said = []
    if flow.density is not None:
        used = gettext("{used} of the possible ties between seats were used ({share}).")
        said.append(used.format(used=len(flow.ties), share=percent_of(flow.density)))
    for heading, roles in (
        (gettext("Told nobody anything: {who}."), flow.silent),
        (gettext("Were told nothing by another desk: {who}."), flow.unheard),
    ):
        if roles:
            said.append(heading.format(who=", ".join(seat(r, pack) for r in roles)))
    rows = (tables.ties(found),) if flow.ties else ()
    return Section(gettext("Who told whom"), tuple(said), rows)


def _forecasts(found: Review) -> Section:
    heading = gettext("How good the room's forecasts were")
    if not found.forecasts.asked:
        return Section(heading, (gettext("No question was asked."),))
    return Section(heading, tuple(scored(found.forecasts)), (forecasts(found),))


def _written(exercise: Exercise, found: Review) -> Iterator[Section]:
    lessons = tuple(plain(each.text) for each in exercise.lessons.all())
    none = () if lessons else (gettext("Nothing is written down yet."),)
    yield Section(gettext("What we learned"), none, points=lessons)
    actions = tables.planned(exercise)
    yield _section(
        gettext("Improvement plan"), actions, gettext("Nothing is planned yet.")
    )
    questions: tuple[Text, ...] = found.pack.debrief
    points = tuple(told(each) for each in questions)
    yield Section(gettext("Questions for the room"), points=points)
