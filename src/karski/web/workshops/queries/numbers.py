"""Numbers without persons: what a report says of who came, small groups hidden."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from karski.core.small_cells import LEAST, suppress
from karski.web.workshops.models import Candidate, Kept, Standing, Workshop
from karski.web.workshops.queries.chosen import announced
from karski.web.workshops.queries.seats import participants


@dataclass(frozen=True, slots=True)
class Breakdown:
    """People by group: those that may be shown, and whether others are hidden.

    Which groups are hidden is not said either: it would tell that somebody is there.
    """

    shown: Mapping[str, int]
    hidden: bool


@dataclass(frozen=True, slots=True)
class Numbers:
    """Who came, in numbers; `total` is None where even all are too few.

    Sectors are those of `models.Sector`; countries stand by their two letters.
    """

    total: int | None
    sectors: Breakdown
    countries: Breakdown


def numbers_of(workshop: Workshop) -> Numbers:
    """Return the numbers of a workshop: those that were kept, else today's."""
    kept = _kept(workshop).get("participants")
    return _read(kept) if kept else _counted(participants(workshop))


def applied(workshop: Workshop) -> int | None:
    """Count candidates, unless it would tell how few were not selected.

    Of a selection that is announced, they are those whom it chose from, as the public
    page counts them; who never confirmed is none.
    """
    kept = _kept(workshop)
    if "applied" in kept:
        known: int | None = kept["applied"]
        return known
    everybody = _stood(workshop)
    chosen = participants(workshop).count()
    shown = suppress({"chosen": chosen, "others": everybody - chosen})
    return None if None in shown.cells.values() else everybody


def frozen(workshop: Workshop) -> dict[str, Any]:
    """Return what stays of a workshop when people's data leave."""
    return {
        "participants": asdict(numbers_of(workshop)),
        "applied": applied(workshop),
    }


def _stood(workshop: Workshop) -> int:
    selection = announced(workshop)
    if selection is not None and selection.numbers:
        return int(selection.numbers["candidates"])
    return workshop.candidates.exclude(standing=Standing.NAMED).count()


def _kept(workshop: Workshop) -> Mapping[str, Any]:
    row = Kept.objects.filter(workshop=workshop).first()
    return row.numbers if row else {}


def _counted(rows: Iterable[Candidate]) -> Numbers:
    people = list(rows)
    return Numbers(
        len(people) if len(people) >= LEAST else None,
        _broken_down(each.sector for each in people),
        _broken_down(each.country for each in people),
    )


def _broken_down(groups: Iterable[str]) -> Breakdown:
    cells = suppress(Counter(groups)).cells
    shown = {group: count for group, count in cells.items() if count is not None}
    return Breakdown(dict(sorted(shown.items())), len(shown) < len(cells))


def _read(kept: Mapping[str, Any]) -> Numbers:
    return Numbers(
        kept["total"], Breakdown(**kept["sectors"]), Breakdown(**kept["countries"])
    )
