"""How good such forecasts have been, in four marks."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext

from karski.briefings.edition.scores import Miss, OnsetMiss, OnsetSkill, Scores
from karski.core.months import year_of
from karski.web.monitor import words
from karski.web.monitor.editions import Shown
from karski.web.monitor.names import name
from karski.web.monitor.question import USUAL_LEAST, USUAL_MONTHS, Question

FAMILIAR = 0.3  # a chance that people know what to make of, to show calibration by


@dataclass(frozen=True, slots=True)
class Mark:
    """A figure, what it says, and how sure it is."""

    big: str
    text: str
    small: str = ""


def marks(shown: Shown, question: Question) -> list[Mark]:
    """Return what is known of forecasts like those on screen."""
    found = _onset(shown, question) if question.onset else _deaths(shown, question)
    return list(found)


def onset_score(scores: Scores, horizon: int, score: str) -> OnsetSkill | None:
    """Return how good risks of a horizon were, by one score."""
    found = [
        each
        for each in scores.onset_skill
        if (each.horizon, each.reading, each.score) == (horizon, f"{horizon}yr", score)
    ]
    return max(found, key=lambda each: each.last - each.first, default=None)


def _onset(shown: Shown, question: Question) -> Iterator[Mark]:
    scores, horizon = shown.edition.scores, question.horizon
    if listed := onset_score(scores, horizon, "recall_at_30"):
        yield _recall(listed)
    if ratio := onset_score(scores, horizon, "observed_over_expected"):
        yield _ratio(ratio)
    if beside := onset_score(scores, horizon, "log_score"):
        yield from _beside(beside)
    misses = [
        each
        for each in scores.onset_misses
        if each.kind == "miss" and each.horizon == horizon
    ]
    if misses:
        yield _onset_miss(shown, misses[0])


def _recall(found: OnsetSkill) -> Mark:
    listed = round((found.ours or 0) * found.onsets)
    text = gettext(
        "times that a mass killing followed a forecast, the country was among the 30"
        " highest of its list. Lists for {first} to {last}, each from earlier data."
    )
    return Mark(
        gettext("{count} of {of}").format(count=listed, of=found.onsets),
        text.format(first=found.first, last=found.last),
    )


def _ratio(found: OnsetSkill) -> Mark:
    came = words.number(100 * (found.ours or 0))
    text = gettext("began for every 100 that the chances added up to.")
    small = ""
    if found.ours_low is not None and found.ours_high is not None:
        ends = words.span(
            words.number(100 * found.ours_low), words.number(100 * found.ours_high)
        )
        small = f"({ends})"
    return Mark(came, text, small)


def _beside(found: OnsetSkill) -> Iterator[Mark]:
    if found.ours is None or found.peer is None or not found.peer:
        return
    change = 1 - found.ours / found.peer
    text = gettext("to what came than the Early Warning Project's own chances.")
    if found.low is not None and found.high is not None and found.peer:
        ends = words.span(
            words.number(-100 * found.high / found.peer),
            words.number(-100 * found.low / found.peer),
        )
        small = gettext("({range}; log score)").format(range=ends)
    else:
        small = gettext("(log score)")
    yield Mark(_closer(change), text, small)


def _closer(share: float) -> str:
    form = gettext("{share} closer") if share >= 0 else gettext("{share} farther")
    return form.format(share=words.share_of(abs(share)))


def _onset_miss(shown: Shown, miss: OnsetMiss) -> Mark:
    place = shown.edition.places.get(miss.place)
    text = gettext("{country} {year}: a mass killing began where we ranked {rank}.")
    return Mark(
        gettext("Worst miss"),
        text.format(
            country=name(place) if place else miss.place,
            year=miss.year,
            rank=gettext("{rank} of {of}").format(
                rank=words.number(miss.rank), of=words.number(miss.of)
            ),
        ),
    )


def _deaths(shown: Shown, question: Question) -> Iterator[Mark]:
    scores, target = shown.edition.scores, question.what
    for skill in scores.skill:
        key = (skill.target, skill.group, skill.metric)
        if key == (target, "all", "crps") and skill.change is not None:
            text = gettext(
                "to what was recorded, month by month, than 'the next months will be"
                " like the last twelve'."
            )
            yield Mark(_closer(-skill.change), text, _ends(skill.low, skill.high))
    yield from _came(shown, question)
    misses = [m for m in scores.misses if m.target == target and m.kind == "miss"]
    if misses:
        yield _miss(
            shown, min(misses, key=lambda each: each.threshold != question.least)
        )


def _ends(low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return ""
    ends = words.span(words.number(-100 * high), words.number(-100 * low))
    return gettext("({range}; CRPS)").format(range=ends)


def _came(shown: Shown, question: Question) -> Iterator[Mark]:
    past = [
        each
        for each in shown.edition.scores.bins
        if each.target == question.what
        and (each.months, each.threshold)
        == (USUAL_MONTHS, question.least or USUAL_LEAST)
        and each.said is not None
        and each.came is not None
    ]
    if not past:
        return
    bin_ = min(past, key=lambda each: abs((each.said or 0) - FAMILIAR))
    assert bin_.said is not None
    assert bin_.came is not None
    text = gettext("is how often it came where we had said {said} in 100.")
    small = gettext("({range}; {cases} forecasts)").format(
        range=words.ends(bin_.low or 0, bin_.high or 1),
        cases=words.number(bin_.cases),
    )
    big = gettext("{count} in 100").format(count=words.number(100 * bin_.came))
    yield Mark(big, text.format(said=words.number(100 * bin_.said)), small)


def _miss(shown: Shown, miss: Miss) -> Mark:
    place = shown.edition.places.get(miss.place)
    text = gettext(
        "{country} {year}: we gave {chance} for {least} killed; {total} were."
    )
    return Mark(
        gettext("Worst miss"),
        text.format(
            country=name(place) if place else miss.place,
            year=year_of(miss.origin + 1),
            chance=words.frequency(miss.probability),
            least=words.number(miss.threshold),
            total=words.number(miss.total),
        ),
    )
