"""The room's forecasts in a review on paper."""

from collections.abc import Iterator

from django.utils.translation import gettext, ngettext

from karski.briefings.papers._content import Table
from karski.exercise.review.forecasting import Asked, Forecasts
from karski.exercise.review.reviewing import Review
from karski.web.exercises.papers.plain import plain
from karski.web.exercises.templatetags.exercises import told
from karski.web.exercises.templatetags.review import known, percent_of, score


def scored(found: Forecasts) -> Iterator[str]:
    """Say how good the room's forecasts were, beside a coin toss and the base rate."""
    if found.brier is None or found.base_rate is None:
        yield gettext("None of the room's forecasts is resolved yet.")
        return
    if found.few:
        yield gettext(
            "Fewer than five people answered: what they said stays with them."
        )
        return
    yield gettext(
        "The room scored {score}; a coin toss scores 0.25, and saying the share that"
        " came each time {base}. Lower is better."
    ).format(score=score(found.brier.estimate), base=score(found.base_rate))
    if known(found.brier.low):
        yield gettext(
            "With other people and other such questions it would lie between {low} and"
            " {high} nine times in ten."
        ).format(low=score(found.brier.low), high=score(found.brier.high))
    else:
        yield ngettext(
            "{number} resolved question is too few to say how far chance went.",
            "{number} resolved questions are too few to say how far chance went.",
            found.resolved,
        ).format(number=found.resolved)


def forecasts(found: Review) -> Table:
    """Return what was said of each question, and what came."""
    head = (
        gettext("Question"),
        gettext("In the middle"),
        gettext("Answers"),
        gettext("It came"),
        gettext("Brier score"),
    )
    rows = tuple(map(_asked, found.forecasts.asked))
    return Table(head, rows, figures=False, widths=(1, 0, 0, 0, 0))


def _asked(each: Asked) -> tuple[str, ...]:
    came = {True: gettext("yes"), False: gettext("no"), None: gettext("not resolved")}
    question = plain(told(each.event.data["text"]))
    if each.few:
        few = gettext("fewer than five answered")
        return (question, few, "", came[each.outcome], "")
    return (
        question,
        gettext("nobody") if each.middle is None else percent_of(each.middle),
        str(len(each.given)),
        came[each.outcome],
        gettext("none") if each.brier is None else score(each.brier),
    )
