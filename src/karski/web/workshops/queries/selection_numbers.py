"""A selection in numbers, as the public may see them: small groups are hidden.

They are worked out once, when the selection is announced, and never again: figures
that changed with every withdrawal would tell who withdrew.
"""

from collections import Counter
from typing import Any

from karski.core.small_cells import suppress_table
from karski.web.workshops.models import Outcome, Selection

BREAKDOWNS = ("sector", "country", "gender")
IN, OUT = "selected", "not selected"


def numbers_of(selection: Selection) -> dict[str, Any]:
    """Return how many of each group stood on the list, and how many were selected."""
    rows = list(selection.results.select_related("candidate"))
    chosen = [row for row in rows if row.outcome == Outcome.SELECTED]
    return {
        "candidates": len(rows),
        "selected": len(chosen),
        **{name: _breakdown(selection, name) for name in BREAKDOWNS},
    }


def _breakdown(selection: Selection, name: str) -> list[dict[str, Any]]:
    people = selection.results.values_list(f"candidate__{name}", "outcome")
    counts = Counter(
        (group, IN if outcome == Outcome.SELECTED else OUT) for group, outcome in people
    )
    shown = suppress_table(counts)
    return [
        {"group": group, "candidates": total, "selected": shown.cells[group, IN]}
        for group, total in sorted(shown.rows.items())
    ]
