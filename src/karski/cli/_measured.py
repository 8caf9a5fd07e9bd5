"""Preventive measures, in tables for people and in documents for machines."""

from collections.abc import Iterator, Mapping
from typing import Any

from rich.markup import escape
from rich.table import Table

from karski.framework import risk_factor
from karski.measures import Days, Evidence, Measure, effect
from karski.measures import words as said


def document(name: str, measure: Measure) -> dict[str, Any]:
    """Return a measure as JSON can hold it, with its name and effect."""
    found = effect(measure)
    return {
        "name": name,
        **measure.model_dump(mode="json", by_alias=True),
        "effect": {"mean": found.mean, "sd": found.sd},
    }


def table(measures: Mapping[str, Measure]) -> Table:
    """Give all of them, one a line."""
    found = Table(title="Preventive measures", title_justify="left")
    for heading in ("Name", "Kind", "Who", "Days", "Evidence"):
        found.add_column(heading)
    for name, measure in measures.items():
        found.add_row(
            name,
            measure.kind,
            ", ".join(measure.actors),
            _range(measure.lead_days),
            escape(_graded(measure.evidence)),
        )
    return found


def lines(name: str, measure: Measure) -> Iterator[Table | str]:
    """Give one of them in full, from what is done to what is judged."""
    yield f"[bold]{escape(measure.title)}[/] ({name})"
    yield escape(measure.summary)
    found = Table(show_header=False)
    for heading, text in (*_taking(measure), *_knowing(measure)):
        found.add_row(heading, escape(text))
    yield found


def _taking(measure: Measure) -> Iterator[tuple[str, str]]:
    strategies = "; ".join(said.STRATEGIES[each] for each in measure.strategies)
    yield "kind", f"{said.KINDS[measure.kind]}: {strategies}"
    yield "who", "; ".join(said.ACTORS[each] for each in measure.actors)
    yield "authority", measure.authority
    yield "legal basis", "; ".join(measure.legal_basis)
    yield "until it works", f"{_range(measure.lead_days)} days"
    yield "lasts", _lasts(measure)
    yield "cost", said.COSTS[measure.cost]
    yield "helps", "; ".join(measure.helps)
    yield "possible harm", measure.harm
    yield "acts on", "; ".join(_factors(measure))


def _knowing(measure: Measure) -> Iterator[tuple[str, str]]:
    evidence, size = measure.evidence, effect(measure)
    yield "grade", f"{_graded(evidence)}: {said.GRADES[evidence.grade]}"
    if evidence.combined:
        meaning = said.GRADES[evidence.combined]
        yield "with others", f"{evidence.combined}: {meaning}"
    yield "direction", said.DIRECTIONS[evidence.direction]
    yield "effect", f"mean {size.mean:+.2f}, standard deviation {size.sd:.2f}"
    yield "says", evidence.says
    yield "grade from", evidence.source
    yield "our judgement", evidence.judgement
    for reference in evidence.references:
        yield "reference", str(reference)


def _factors(measure: Measure) -> Iterator[str]:
    for number, weight in measure.factors.items():
        yield f"{number} {risk_factor(number).short} ({weight:g})"


def _range(days: Days) -> str:
    return f"{days.best} ({days.low}-{days.high})"


def _lasts(measure: Measure) -> str:
    if isinstance(measure.lasts_days, Days):
        return f"{_range(measure.lasts_days)} days"
    return said.UNTIL_WITHDRAWN


def _graded(evidence: Evidence) -> str:
    """Write a grade with its counts: reports, then studies of atrocity crimes."""
    if evidence.reports is None:
        return evidence.grade
    return f"{evidence.grade} [{evidence.reports}/{evidence.direct}]"
