"""Forms to fill in: decisions, messages, forecasts, observations, ratings."""

from collections.abc import Iterator

from django.utils.translation import gettext

from karski.briefings.papers.exercise_forms import ExerciseForms, Form, Line
from karski.exercise.packs.pack import Pack
from karski.exercise.packs.roles import Capability
from karski.web.exercises import words
from karski.web.exercises.papers.occasion import Occasion, banner, frame
from karski.web.exercises.templatetags.exercises import moment, told


def exercise_forms(occasion: Occasion) -> ExerciseForms:
    """Return the forms of an exercise; they are copied as often as needed."""
    pack = occasion.pack
    return ExerciseForms(
        **frame(occasion, gettext("Forms")), banner=banner(), forms=tuple(_forms(pack))
    )


def _forms(pack: Pack) -> Iterator[Form]:
    yield _decision()
    yield _message()
    yield _request()
    if pack.questions:
        yield _forecasts(pack)
    yield _observations()
    for capability in pack.capabilities.values():
        yield _rating(capability)


def _decision() -> Form:
    return Form(
        gettext("Decision"),
        gettext("One form for each measure and each place. It counts when handed in."),
        (
            Line(gettext("Seat, and exercise time")),
            Line(gettext("Measure, and what your folder asks you to choose")),
            Line(gettext("For whom or where")),
            Line(gettext("Why, and on what information"), 4),
            Line(gettext("Legal basis")),
            Line(gettext("Who carries it out")),
            Line(gettext("Signatures of other seats, each with the time"), 3),
            Line(gettext("Facilitator: number, handed in at, works from, remarks"), 2),
        ),
        choices=(
            gettext("I may decide this, and do"),
            gettext("I ask another seat to decide this"),
        ),
        verdicts=(
            gettext("Facilitator: it has all signatures that it needs"),
            gettext("Facilitator: allowed by my verdict, because (write above)"),
            gettext("Facilitator: refused, because (write above)"),
        ),
        own_page=False,
    )


def _message() -> Form:
    return Form(
        gettext("Message"),
        gettext("Hand it to the facilitator, who notes the time and delivers it."),
        (
            Line(gettext("From, and exercise time")),
            Line(gettext("To")),
            Line(gettext("About which card (its number), if any")),
            Line(gettext("Text"), 7),
            Line(gettext("Facilitator: delivered at")),
        ),
    )


def _request() -> Form:
    return Form(
        gettext("Question to another seat, or to the facilitator"),
        "",
        (
            Line(gettext("From, and exercise time")),
            Line(gettext("To")),
            Line(gettext("What do you want to know, and why"), 3),
            Line(gettext("Answer, and exercise time"), 4),
        ),
        own_page=False,
    )


def _forecasts(pack: Pack) -> Form:
    hint = gettext(
        "For each: in how many of 100 such cases would the answer be yes? Write a whole"
        " number from 0 to 100. You may change it until the question closes."
    )
    asked = gettext("{text} (closes {moment})")
    return Form(
        gettext("Forecasts"),
        hint,
        (
            Line(gettext("Seat")),
            *(
                Line(asked.format(text=told(each.text), moment=moment(each.closes)))
                for each in pack.questions.values()
            ),
        ),
    )


def _observations() -> Form:
    hint = gettext(
        "What was said or done, by which seat, at which exercise time. No judgement"
        " yet; no names of people."
    )
    return Form(gettext("Observations"), hint, (Line("", 20),))


def _rating(capability: Capability) -> Form:
    return Form(
        gettext("Rating: {title}").format(title=told(capability.title)),
        gettext("Tick one. Rate what the room did, never a person."),
        (Line(gettext("What you saw that shows it, with card numbers and times"), 8),),
        points=tuple(told(task) for task in capability.tasks),
        choices=tuple(f"{code}: {said}" for code, said in words.RATINGS.items()),
    )
