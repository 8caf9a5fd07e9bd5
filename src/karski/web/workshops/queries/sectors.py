"""Sectors of a selection: how many stood, how many sit, what was asked for."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from karski.selection.quotas import Quota
from karski.web.workshops.models import Sector
from karski.web.workshops.queries.board import Board
from karski.web.workshops.rule_words import bounds

LEFT, WIDTH, LEAST = 4, 144, 9  # of the drawing; people its width stands for, at least


@dataclass(frozen=True, slots=True)
class SectorRow:
    """A row of the table, and where its marks are drawn."""

    name: str
    eligible: int
    seated: int
    asked: str
    met: bool
    bounded: bool
    low_at: float
    high_at: float
    span: float
    at: float


def sectors(board: Board) -> list[SectorRow]:
    """Return a row a sector that somebody is of, or that a rule is about."""
    eligible = Counter(each.sector for each in board.entries)
    seated = Counter(each.sector for each in board.seated)
    most = max([LEAST, *seated.values()])
    rows = []
    for sector in Sector:
        limits = [q for q in board.limits if q.column == "sector" and q.has(sector)]
        if eligible[sector] or limits:
            rows.append(_row(sector, eligible[sector], seated[sector], limits, most))
    return rows


def _row(
    sector: Sector, eligible: int, seated: int, limits: Sequence[Quota], most: int
) -> SectorRow:
    alone = [each for each in limits if len(each.groups) == 1]
    low = max((each.low for each in alone), default=0)
    high = min((each.high for each in alone if each.high is not None), default=None)
    unit = WIDTH / most
    low_at, high_at = low * unit, min(most if high is None else high, most) * unit
    return SectorRow(
        name=str(sector.label),
        eligible=eligible,
        seated=seated,
        asked=bounds(low, high) if alone else "",
        met=low <= seated and (high is None or seated <= high),
        bounded=bool(alone),
        low_at=round(LEFT + low_at, 1),
        high_at=round(LEFT + high_at, 1),
        span=round(max(high_at - low_at, 0), 1),
        at=round(LEFT + seated * unit, 1),
    )
