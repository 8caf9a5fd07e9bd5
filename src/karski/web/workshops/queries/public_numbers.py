"""The numbers of a selection that the public sees, with names for their groups."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from django.utils.translation import gettext as _

from karski.web.people.countries import country_name
from karski.web.workshops.models import Selection
from karski.web.workshops.queries.selection_numbers import BREAKDOWNS
from karski.web.workshops.rule_words import column_name, value

Row: TypeAlias = tuple[str, int | None, int | None]


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A table: groups with candidates and selected; None where hidden."""

    title: str
    rows: tuple[Row, ...]


def breakdowns(selection: Selection) -> list[Breakdown]:
    """Return the tables, as they were fixed when the selection was announced."""
    return [
        Breakdown(column_name(name), tuple(_rows(selection, name)))
        for name in BREAKDOWNS
    ]


def _rows(selection: Selection, name: str) -> Iterator[Row]:
    """Yield the groups that are shown; not even which others there are is told."""
    rows = selection.numbers.get(name, ())
    for row in rows:
        if row["candidates"] is not None:
            group = _name(name, row["group"])
            yield group, row["candidates"], row["selected"]
    if any(row["candidates"] is None for row in rows):
        yield _("Others, in groups too small to be shown"), None, None


def _name(column: str, group: str) -> str:
    if column == "country":
        return country_name(group)
    return value(column, group) if group else _("Not said")
