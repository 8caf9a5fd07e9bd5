"""The numbers of a selection that the public sees, with names for their groups."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from karski.web.people.countries import country_name
from karski.web.workshops.models import Selection
from karski.web.workshops.queries.selection_numbers import BREAKDOWNS
from karski.web.workshops.rule_words import column_name, value


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A table: groups with candidates and selected; None where hidden."""

    title: str
    rows: tuple[tuple[str, int | None, int | None], ...]


def breakdowns(selection: Selection) -> list[Breakdown]:
    """Return the tables, as they were fixed when the selection was announced."""
    return [
        Breakdown(
            column_name(name),
            tuple(
                (_name(name, row["group"]), row["candidates"], row["selected"])
                for row in selection.numbers.get(name, ())
            ),
        )
        for name in BREAKDOWNS
    ]


def _name(column: str, group: str) -> str:
    if column == "country":
        return country_name(group)
    return value(column, group) if group else _("Not said")
