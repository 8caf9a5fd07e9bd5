"""Which seat goes to whom: by sector, then by alias."""

from karski.web.workshops.models import Outcome, Result, Sector, Selection

ORDER = {name: at for at, name in enumerate(Sector.values)}


def in_order(selection: Selection) -> list[Result]:
    """Return who is selected, in the order of their seats."""
    rows = selection.results.filter(outcome=Outcome.SELECTED)
    return sorted(rows.select_related("candidate"), key=_place)


def _place(row: Result) -> tuple[int, str]:
    return ORDER[row.candidate.sector], row.candidate.alias
