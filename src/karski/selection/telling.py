"""What gave way, in English sentences."""

from karski.selection.conflicts import Conflict
from karski.selection.reasons import names
from karski.selection.selecting import Relaxation


def relaxation_sentence(relaxation: Relaxation) -> str:
    """Say by how much a rule gave way, and whether anybody of the group applied."""
    kind = "rule" if relaxation.hard else "wish"
    applied = relaxation.applied
    few = "nobody of them applied" if applied == 0 else f"{applied} of them applied"
    why = (
        few if relaxation.got < (relaxation.at_least or 0) else "others need the seats"
    )
    return (
        f"The {kind} '{relaxation.rule}' (line {relaxation.line}) gave way by"
        f" {relaxation.by}: {relaxation.got} seated; {why}."
    )


def conflict_sentence(conflict: Conflict) -> str:
    """Say which rules cannot hold together, and who stands between them."""
    rules = "; ".join(conflict.rules)
    if len(conflict.rules) == 1:
        return f"This rule cannot be kept by these candidates: {rules}."
    squeezed = names(list(conflict.candidates))
    between = (
        f" Wanted by one and held back by another: {squeezed}." if squeezed else ""
    )
    return f"These rules cannot hold together: {rules}.{between}"
