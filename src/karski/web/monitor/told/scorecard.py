"""The scores of deaths, in tables and plain sentences."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy

from karski.briefings.edition.scores import Bin, Miss, Skill
from karski.core.months import year_of
from karski.web.monitor import words
from karski.web.monitor.charts import chart
from karski.web.monitor.editions import Shown
from karski.web.monitor.names import name
from karski.web.monitor.question import USUAL_LEAST, USUAL_MONTHS
from karski.web.monitor.told.risks import KINDS

PLAIN = ("crps", "ign")  # the two metrics that the page shows; all are in the edition
METRICS = {
    "crps": gettext_lazy("people (CRPS)"),
    "ign": gettext_lazy("classes (IGN)"),
    "mis": gettext_lazy("ranges (MIS)"),
    "crps_log1p": gettext_lazy("orders of magnitude"),
}
GROUPS = {
    "all": gettext_lazy("All together"),
    "window": gettext_lazy("By year"),
    "step": gettext_lazy("By months ahead"),
    "region": gettext_lazy("By region"),
    "violence": gettext_lazy("By deaths in the year before"),
}
OPEN = ("all", "window")  # groups that stand open; the others wait to be asked for
DECIDED = {
    "better": gettext_lazy("closer"),
    "worse": gettext_lazy("farther off"),
    "the same": gettext_lazy("the same"),
    "undecided": gettext_lazy("no difference that these data can show"),
    "too few": gettext_lazy("too few cases to say"),
}


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a heading; a cell is text."""

    heading: str
    rows: tuple[tuple[str, ...], ...]
    chart: SafeString | None = None
    shut: bool = False


@dataclass(frozen=True, slots=True)
class Deaths:
    """Scores of one count of deaths."""

    title: str
    sentence: str
    metrics: tuple[str, ...]
    tables: tuple[Table, ...]
    coverage: tuple[tuple[str, str, str], ...]
    bins: Table
    misses: tuple[str, ...]
    alarms: tuple[str, ...]
    other_misses: tuple[str, ...]
    other_alarms: tuple[str, ...]


def deaths(shown: Shown) -> list[Deaths]:
    """Tell the scores of deaths, by target."""
    targets = [each.target for each in shown.facts.targets]
    scored = {each.target for each in shown.edition.scores.skill}
    return [_deaths(shown, target) for target in targets if target in scored]


def _deaths(shown: Shown, target: str) -> Deaths:
    scores = shown.edition.scores
    skill = [s for s in scores.skill if s.target == target and s.metric in PLAIN]
    metrics = tuple(dict.fromkeys(each.metric for each in skill))
    whole = next((s for s in skill if s.group == "all"), None)
    told = _misses(shown, target)
    return Deaths(
        title=str(KINDS.get(target, target)),
        sentence=_sentence(shown, target, whole),
        metrics=tuple(str(METRICS[each]) for each in metrics),
        tables=tuple(_tables(shown, target, skill, metrics)),
        coverage=tuple(
            (words.share(c.nominal), words.share(c.share), _ends(c.low, c.high))
            for c in scores.coverage
            if c.target == target
        ),
        bins=_bins(shown, target),
        misses=told["miss", True],
        alarms=told["false alarm", True],
        other_misses=told["miss", False],
        other_alarms=told["false alarm", False],
    )


def _misses(shown: Shown, target: str) -> dict[tuple[str, bool], tuple[str, ...]]:
    """Tell misses by kind, those of the usual threshold apart."""
    every = [each for each in shown.edition.scores.misses if each.target == target]
    return {
        (kind, usual): tuple(
            _miss(shown, each)
            for each in every
            if each.kind == kind and (each.threshold == USUAL_LEAST) == usual
        )
        for kind in ("miss", "false alarm")
        for usual in (True, False)
    }


def _sentence(shown: Shown, target: str, whole: Skill | None) -> str:
    facts = shown.facts.target(target)
    if whole is None or whole.change is None or facts is None or facts.scored is None:
        return ""
    form = {
        True: gettext(
            "Month by month, {first} to {last}, the forecasts were {share} closer to"
            " what was recorded than conflictology, the baseline that says the next"
            " months will be like the last twelve."
        ),
        False: gettext(
            "Month by month, {first} to {last}, the forecasts were {share} farther from"
            " what was recorded than conflictology, the baseline that says the next"
            " months will be like the last twelve."
        ),
    }[whole.change <= 0]
    return form.format(
        first=facts.scored.first,
        last=facts.scored.last,
        share=words.share_of(abs(whole.change)),
    )


def _tables(
    shown: Shown, target: str, skill: Sequence[Skill], metrics: Sequence[str]
) -> Iterator[Table]:
    for group, heading in GROUPS.items():
        rows = [each for each in skill if each.group == group]
        values = dict.fromkeys(each.value for each in rows)
        if not values:
            continue
        by = {(each.value, each.metric): each for each in rows}
        yield Table(
            str(heading),
            tuple(
                (_value(group, v), *(_change(by.get((v, m))) for m in metrics))
                for v in values
            ),
            chart(shown, f"scores/{target}-skill-{group}"),
            shut=group not in OPEN,
        )


def _value(group: str, value: str) -> str:
    if group == "all":
        return gettext("All country-months")
    return gettext(value) if group == "region" and value else value


def _change(skill: Skill | None) -> str:
    if skill is None:
        return gettext("not scored")
    decided = str(DECIDED[skill.decided])
    if skill.change is None or skill.low is None or skill.high is None:
        return decided
    form = gettext("{share} ({range}): {decided}")
    return form.format(
        share=words.share_of(skill.change),
        range=words.span(words.share_of(skill.low), words.share_of(skill.high)),
        decided=decided,
    )


def _bins(shown: Shown, target: str) -> Table:
    heading = gettext("What we said, and how often it came: {least} killed in a year")
    bins = [
        each
        for each in shown.edition.scores.bins
        if (each.target, each.months, each.threshold)
        == (target, USUAL_MONTHS, USUAL_LEAST)
    ]
    return Table(
        heading.format(least=words.number(USUAL_LEAST)),
        tuple(_bin(each) for each in bins if each.cases),
        chart(shown, f"scores/{target}-reliability-{USUAL_LEAST}"),
    )


def _bin(past: Bin) -> tuple[str, ...]:
    return (
        words.shares(past.least, past.greatest),
        words.number(past.cases),
        words.share(past.said) if past.said is not None else "",
        words.share(past.came) if past.came is not None else "",
        _ends(past.low, past.high),
    )


def _ends(low: float | None, high: float | None) -> str:
    return words.shares(low, high) if low is not None and high is not None else ""


def _miss(shown: Shown, miss: Miss) -> str:
    form = gettext(
        "{country} {year}: {chance} for at least {least} killed; {total} were."
    )
    return form.format(
        country=country(shown, miss.place),
        year=year_of(miss.origin + 1),
        chance=words.frequency(miss.probability),
        least=words.number(miss.threshold),
        total=words.number(miss.total),
    )


def country(shown: Shown, number: int) -> str:
    """Name a country of the edition by its number."""
    place = shown.edition.places.get(number)
    return name(place) if place else str(number)
