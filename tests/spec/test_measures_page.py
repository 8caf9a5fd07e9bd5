"""The page of measures says what their files say; ``KARSKI_WRITE=1`` renews it."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import get_args

from karski import framework
from karski.measures import Days, Kind, Measure, catalogue, effect, words
from karski.measures.effects import BY_GRADE

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "measures.md"

HEAD = (
    "# Preventive measures\n\n"
    "What can be done against atrocity crimes, who can do it, and how well its effect"
    " is known. Made from `measures/*.yaml`, one file each. *Reports* are those behind"
    " a grade, *direct* those of them that study atrocity crimes themselves; a dash is"
    " what nobody has counted. Days until it works are likeliest (least to most), and a"
    " judgement of ours, as are the weights of the"
    " [risk factors](themes.md#risk-factors) that a measure acts on. What the letters"
    " and the numbers beside them stand on:"
    " [what is known of measures](../explanation/what-is-known-of-measures.md)."
)


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def days(found: Days | str) -> str:
    if isinstance(found, Days):
        return f"{found.best} ({found.low} to {found.high})"
    return found


def section(kind: Kind) -> str:
    found = {n: m for n, m in catalogue().items() if m.kind == kind}
    head = ("name", "who", "days until it works", "grade", "reports", "direct")
    rows = [
        (
            f"[`{name}`](#{name})",
            ", ".join(measure.actors),
            days(measure.lead_days),
            measure.evidence.grade,
            *map(count, (measure.evidence.reports, measure.evidence.direct)),
        )
        for name, measure in found.items()
    ]
    parts = [full(name, measure) for name, measure in found.items()]
    title = f"## {words.KINDS[kind].capitalize()}"
    return "\n\n".join([title, table(head, rows), *parts])


def count(number: int | None) -> str:
    return "-" if number is None else str(number)


def full(name: str, measure: Measure) -> str:
    evidence, size = measure.evidence, effect(measure)
    factors = (
        f"{number} {framework.risk_factor(number).short} ({weight:g})"
        for number, weight in measure.factors.items()
    )
    strategies = (words.STRATEGIES[each] for each in measure.strategies)
    facts = [
        ("To", ", ".join(strategies)),
        ("Authority", measure.authority),
        ("Law", "; ".join(measure.legal_basis)),
        ("Lasts", days(measure.lasts_days)),
        ("Cost", words.COSTS[measure.cost]),
        ("Helps", "; ".join(measure.helps)),
        ("Possible harm", measure.harm),
        ("Acts on", "; ".join(factors)),
        ("Grade", grade(measure)),
        ("Effect", f"mean {size.mean:+.2f}, standard deviation {size.sd:.2f}"),
        ("Known", evidence.says),
        ("Our judgement", evidence.judgement),
        *(("Reference", str(reference)) for reference in evidence.references),
    ]
    listed = "\n".join(f"- **{label}**: {text}" for label, text in facts)
    return f"### {name}\n\n**{measure.title}.** {measure.summary}\n\n{listed}"


def grade(measure: Measure) -> str:
    found = measure.evidence
    with_others = f" ({found.combined} with other measures)" if found.combined else ""
    return f"{found.grade}{with_others}; {words.DIRECTIONS[found.direction]}. " + (
        found.source
    )


def page() -> str:
    actors = table(("code", "who"), [(c, w) for c, w in words.ACTORS.items()])
    grades = table(
        ("grade", "means", "mean change at full weight", "standard deviation"),
        [
            (letter, meaning, f"{BY_GRADE[letter].mean:+.2f}", f"{BY_GRADE[letter].sd}")
            for letter, meaning in words.GRADES.items()
        ],
    )
    sections = [section(kind) for kind in get_args(Kind)]
    return "\n\n".join([HEAD, actors, grades, *sections]) + "\n"


def test_the_page_of_measures_is_up_to_date() -> None:
    if os.environ.get("KARSKI_WRITE"):
        PAGE.write_text(page(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page()
