"""A selection, in tables for people and in a document for machines."""

from collections.abc import Iterator, Sequence
from typing import Any

from rich.markup import escape
from rich.table import Table

from karski.selection.candidates import Candidate
from karski.selection.reasons import sentence
from karski.selection.rules import Rules
from karski.selection.selecting import Relaxation, Selection
from karski.selection.telling import conflict_sentence, relaxation_sentence

STATUS = {
    "optimal": "all hard rules hold, and it is proven that no panel is better",
    "relaxed": "the hard rules cannot all hold; some give way, as little as can be",
    "feasible": "the solver's limit struck; a better panel may exist",
    "infeasible": "nobody can be seated",
}
LISTED = 10  # substitutes in the table; all are in the JSON document


def document(found: Selection, seconds: float) -> dict[str, Any]:
    """Return a selection as JSON can hold it."""
    told: dict[str, Any] = {
        "selected": list(found.selected),
        "substitutes": list(found.substitutes),
        "status": found.status,
        "relaxed": [_relaxed(found, each) for each in found.relaxed],
        "seed": found.seed,
        "seconds": seconds,
        "reasons": {name: sentence(why) for name, why in found.reasons.items()},
    }
    if found.portfolio:
        told["probabilities"] = {
            name: float(chance) for name, chance in found.chances.items()
        }
    return told


def _relaxed(found: Selection, one: Relaxation) -> dict[str, Any]:
    standing = (each for each in found.conflicts if one.rule in each.rules)
    return {
        "rule": one.rule,
        "by": one.by,
        "got": one.got,
        "hard": one.hard,
        "line": one.line,
        "why": relaxation_sentence(one),
        "conflicts": [
            {"rules": list(each.rules), "candidates": list(each.candidates)}
            for each in standing
        ],
    }


def tables(
    found: Selection, candidates: Sequence[Candidate], rules: Rules, seconds: float
) -> Iterator[Table | str]:
    """Give what a person reads, from the panel to those who stand by."""
    people = {each.id: each for each in candidates}
    yield _people(f"{rules.title}: selected", found, found.selected, people)
    yield (
        f"{len(found.selected)} of {rules.seats} seats, seed {found.seed},"
        f" {seconds:.2f} s: {found.status}: {STATUS[found.status]}."
    )
    for each in found.relaxed:
        yield escape(relaxation_sentence(each))
    for conflict in found.conflicts:
        yield escape(conflict_sentence(conflict))
    if found.substitutes:
        first = found.substitutes[:LISTED]
        yield _people("Standing by, in this order", found, first, people)
    more = len(found.substitutes) - LISTED
    if more > 0:
        yield f"And {more} more; all, and everybody's reason: --json."


def _people(
    title: str,
    found: Selection,
    names: Sequence[str],
    people: dict[str, Candidate],
) -> Table:
    table = Table(title=escape(title), title_justify="left")
    for name in ("Id", "Country", "Sector", "Gender"):
        table.add_column(name)
    table.add_column("Chance" if found.portfolio else "Score", justify="right")
    table.add_column("Why")
    for name in names:
        one = people[name]
        words = (one.id, one.country or "-", one.sector or "-", one.gender or "-")
        why = sentence(found.reasons[name])
        table.add_row(*map(escape, words), _figure(found, one), escape(why))
    return table


def _figure(found: Selection, one: Candidate) -> str:
    if found.portfolio:
        return f"{float(found.chances[one.id]):.3f}"
    return "-" if one.score is None else f"{one.score:g}"
