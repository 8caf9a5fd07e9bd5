"""Rules of a selection in the reader's language: whom they are about, how many."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pycountry
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from karski.selection.quotas import Quota
from karski.selection.rules import EQUAL_CHANCES, Bounds, Rule, Rules
from karski.web.people.countries import country_name
from karski.web.workshops.models import Experience, Gender, Sector

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Part = Mapping[str, Any]  # of a quota, as it is kept: column, groups, others, low, high
SEATS = "seats"
_COLUMNS: "Mapping[str, _StrPromise]" = MappingProxyType(
    {
        "country": gettext_lazy("Country"),
        "sector": gettext_lazy("Sector"),
        "gender": gettext_lazy("Gender"),
        "institution": gettext_lazy("Institution"),
        "region": gettext_lazy("Region"),
        "experience": gettext_lazy("Experience in prevention"),
    }
)
_CHOICES = {"sector": Sector, "gender": Gender, "experience": Experience}


@dataclass(frozen=True, slots=True)
class Line:
    """A rule in words, and whether it must hold."""

    said: str
    hard: bool


def part_of(quota: Quota) -> dict[str, Any]:
    """Return what is kept of a quota, to be told in any language later."""
    return {
        "column": quota.column,
        "groups": sorted(quota.groups),
        "others": quota.others,
        "low": quota.low,
        "high": quota.high,
    }


def said(part: Part) -> str:
    """Tell a quota: whom it is about, and how many."""
    if part["column"] == SEATS:
        return seats(part["high"])
    who = group(part["column"], part["groups"], others=part["others"])
    return f"{who}: {bounds(part['low'], part['high'])}"


def seats(most: int) -> str:
    """Say how many seats there are."""
    return ngettext("At most %(n)d seat", "At most %(n)d seats", most) % {"n": most}


def group(column: str, groups: Sequence[str], *, others: bool = False) -> str:
    """Name one group of a column, or several that are counted together."""
    named = ", ".join(value(column, each) for each in groups)
    if others:
        return _("All but %s") % named
    if column in ("country", *_CHOICES):
        return named
    return f"{column_name(column)} {named}"


def value(column: str, name: str) -> str:
    """Name one value of a column."""
    if column == "country":
        found = pycountry.countries.get(alpha_3=name)
        return name if found is None else country_name(found.alpha_2)
    known = _CHOICES.get(column)
    if known is None or name not in known.values:
        return name
    return str(known(name).label)


def column_name(column: str) -> str:
    """Name a column of the candidates."""
    return str(_COLUMNS.get(column, column))


def bounds(low: int, high: int | None) -> str:
    """Say how many people a rule asks for."""
    if high is None:
        return _("at least %d") % low
    if high == 0:
        return _("nobody")
    if low == high:
        return _("exactly %d") % low
    if low == 0:
        return _("at most %d") % high
    return _("%(low)d to %(high)d") % {"low": low, "high": high}


def summary(rules: Rules, host: str) -> list[Line]:
    """Tell a document of rules in plain words, for a host (three letters)."""
    return [
        Line(seats(rules.seats), hard=True),
        Line(_by_what(rules), hard=True),
        *_of_states(rules, host),
        *(Line(rule_said(rule), rule.hard) for rule in rules.rules),
    ]


def _by_what(rules: Rules) -> str:
    if rules.mode == EQUAL_CHANCES:
        return _("The lot chooses; the smallest chance is as great as it can be")
    return {
        "before scores": _(
            "Those who come for the first time go first, then the best scores; among"
            " equals the lot decides"
        ),
        "after scores": _(
            "The best scores that the rules allow; among equal scores those who come"
            " for the first time, then the lot"
        ),
        "ignored": _(
            "The best scores that the rules allow; among equals the lot decides"
        ),
    }[rules.first_time]


def _of_states(rules: Rules, host: str) -> Iterator[Line]:
    states = rules.visegrad
    if states is None:
        return
    guests = [state for state in states.states if state != host]
    for state in guests:
        yield _line("country", (state,), states.each, hard=states.hard)
    if states.elsewhere:
        home = (host, *guests)
        who = group("country", home, others=True)
        how_many = bounds(states.elsewhere.low, states.elsewhere.high)
        yield Line(f"{who}: {how_many}", states.hard)


def _line(column: str, groups: Sequence[str], asked: Bounds, *, hard: bool) -> Line:
    return Line(f"{group(column, groups)}: {bounds(asked.low, asked.high)}", hard)


def rule_said(rule: Rule) -> str:
    """Tell a rule of a document."""
    how_many = bounds(rule.low, rule.high)
    if not rule.each:
        return f"{group(rule.column, rule.named)}: {how_many}"
    who = column_name(rule.column)
    if rule.named:
        who = group(rule.column, rule.named)
    return _("%(who)s, each: %(how_many)s") % {"who": who, "how_many": how_many}
