"""The scores of risks of onsets, beside the Early Warning Project's, in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext, gettext_lazy, gettext_noop

from karski.briefings.edition.scores import OnsetMiss, OnsetSkill
from karski.web.monitor import words
from karski.web.monitor.editions import Shown
from karski.web.monitor.told.country import rank_of
from karski.web.monitor.told.scorecard import Table, country

UNION = "ewp"
BY_YEARS = "log_score"  # what is shown of shorter spans of years
VERDICTS = (  # what `karski.evaluation.onset_scores` says
    gettext_noop("better"),
    gettext_noop("worse"),
    gettext_noop("the same"),
    gettext_noop("no difference that these data can show"),
    gettext_noop("too few cases to compare"),
    gettext_noop("too few cases to say"),
    gettext_noop("expects more onsets than came"),
    gettext_noop("expects fewer onsets than came"),
    gettext_noop("as many onsets came as expected, as far as these data can show"),
    gettext_noop("worse: it gave an onset that came no chance at all"),
    gettext_noop("better: the baseline gave an onset that came no chance at all"),
    gettext_noop("both gave an onset that came no chance at all"),
)
ONSET_SCORES = {
    "log_score": gettext_lazy("Log score (lower is better)"),
    "brier": gettext_lazy("Brier score (lower is better)"),
    "auc": gettext_lazy("AUC: how often an onset ranked above none"),
    "average_precision": gettext_lazy("Average precision"),
    "recall_at_30": gettext_lazy("Onsets among the year's 30 highest"),
    "observed_over_expected": gettext_lazy("Onsets that came for each expected"),
}


@dataclass(frozen=True, slots=True)
class Onsets:
    """Scores of the risks of onsets within so many years."""

    title: str
    sentence: str
    rows: tuple[tuple[str, ...], ...]
    periods: tuple[tuple[str, ...], ...]
    bins: Table
    misses: tuple[str, ...]
    alarms: tuple[str, ...]


def onsets(shown: Shown) -> list[Onsets]:
    """Tell the scores of risks of onsets, by horizon and by what counts as true."""
    groups: dict[tuple[int, str], list[OnsetSkill]] = {}
    for each in shown.edition.scores.onset_skill:
        groups.setdefault((each.horizon, each.reading), []).append(each)
    return [_onsets(shown, *key, group) for key, group in groups.items()]


def _onsets(
    shown: Shown, horizon: int, reading: str, skill: Sequence[OnsetSkill]
) -> Onsets:
    misses = [m for m in shown.edition.scores.onset_misses if m.horizon == horizon]
    if reading == UNION:  # the same risks, read otherwise: their misses stand above
        misses = []
    whole = widest(skill)
    form = gettext(
        "{first} to {last}: {cases} country-years, {onsets} followed by an onset."
    )
    return Onsets(
        title=_reading(reading),
        sentence=form.format(
            first=whole[0].first,
            last=whole[0].last,
            cases=words.number(whole[0].country_years),
            onsets=words.number(whole[0].onsets),
        ),
        rows=tuple(_onset_row(each) for each in whole),
        periods=tuple(_period(each) for each in _parts(skill, whole[0])),
        bins=_onset_bins(shown, horizon, reading),
        misses=tuple(_onset_miss(shown, m) for m in misses if m.kind == "miss"),
        alarms=tuple(_alarm(shown, m) for m in misses if m.kind == "false alarm"),
    )


def widest(skill: Sequence[OnsetSkill]) -> list[OnsetSkill]:
    """Return the scores of the longest span of years."""
    most = max(each.last - each.first for each in skill)
    return [each for each in skill if each.last - each.first == most]


def _parts(skill: Sequence[OnsetSkill], whole: OnsetSkill) -> list[OnsetSkill]:
    return [
        each
        for each in skill
        if each.score == BY_YEARS
        and (each.first, each.last) != (whole.first, whole.last)
    ]


def _period(skill: OnsetSkill) -> tuple[str, ...]:
    return (
        words.span(str(skill.first), str(skill.last)),
        words.number(skill.onsets),
        _difference(skill) or gettext("not at hand"),
        words.msgid(skill.verdict or "") or gettext("not compared"),
    )


def _reading(reading: str) -> str:
    return {
        "1yr": gettext("A new mass killing within one year"),
        "2yr": gettext("A new mass killing within two years"),
        "ewp": gettext("The larger risk of two years running"),
    }.get(reading, reading)


def _onset_row(skill: OnsetSkill) -> tuple[str, ...]:
    whole = skill.score == "recall_at_30"
    return (
        str(ONSET_SCORES.get(skill.score, skill.score)),
        _figure(skill.ours, skill.onsets if whole else None),
        _figure(skill.peer, skill.onsets if whole else None),
        _difference(skill),
        words.msgid(skill.verdict or ""),
    )


def _figure(value: float | None, of: int | None) -> str:
    if value is None:
        return gettext("not at hand")
    if of is None:
        return words.number(value, 4 if value < 0.1 else 3)
    form = gettext("{count} of {of}")
    return form.format(count=words.number(value * of), of=words.number(of))


def _difference(skill: OnsetSkill) -> str:
    if skill.difference is None or skill.low is None or skill.high is None:
        return ""
    digits = 4 if abs(skill.difference) < 0.1 else 3
    value, low, high = (
        words.number(each, digits) for each in (skill.difference, skill.low, skill.high)
    )
    return f"{value} ({words.span(low, high)})"


def _onset_bins(shown: Shown, horizon: int, reading: str) -> Table:
    bins = [
        each
        for each in shown.edition.scores.onset_bins
        if (each.horizon, each.reading) == (horizon, reading)
    ]
    rows = tuple(
        (
            words.shares(each.lowest, each.highest),
            words.number(each.country_years),
            words.number(each.expected, 1),
            words.number(each.observed),
        )
        for each in bins
    )
    return Table(gettext("What the risks added up to, and what came"), rows)


def _onset_miss(shown: Shown, miss: OnsetMiss) -> str:
    form = gettext("{country} {year}: ranked {rank}, at {chance}.")
    return form.format(
        country=country(shown, miss.place),
        year=miss.year,
        rank=rank_of(miss.rank, miss.of),
        chance=words.frequency(miss.risk),
    )


def _alarm(shown: Shown, miss: OnsetMiss) -> str:
    form = gettext(
        "{country}: {times} years among the 30 highest with no onset; in {year} at"
        " {chance}."
    )
    return form.format(
        country=country(shown, miss.place),
        times=words.number(miss.times or 1),
        year=miss.year,
        chance=words.frequency(miss.risk),
    )
