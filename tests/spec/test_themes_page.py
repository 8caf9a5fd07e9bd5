"""The page of themes says what the mapping says; ``KARSKI_WRITE=1`` renews it."""

import os
from collections.abc import Iterable
from pathlib import Path

from karski import framework
from karski.explanation.themes import Predictor, themes

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "themes.md"

HEAD = (
    "# Themes and risk factors\n\n"
    "What each predictor of a new mass killing means, the theme it is told under, and"
    " the risk factors of the United Nations' Framework of Analysis for Atrocity Crimes"
    " (2014; A/70/741-S/2016/71) that it speaks to. Made from `explanation/themes.yaml`"
    " and `framework/risk_factors.yaml`. Titles are Karski's own words, numbers are the"
    " Framework's; its numbered indicators are not in Karski yet."
)


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def row(predictor: Predictor) -> tuple[str, ...]:
    since = f"Known from {predictor.known_from} on." if predictor.known_from else ""
    return (
        f"`{predictor.name}`",
        predictor.high.format(last_year="the year before"),
        predictor.low.format(last_year="the year before"),
        ", ".join(map(str, predictor.risk_factors)) or "none",
        " ".join(filter(None, (since, predictor.caution))),
    )


def page() -> str:
    head = ("predictor", "a high value", "a low value", "speaks to", "mind")
    sections = [
        f"## {theme.name.capitalize()}\n\n{theme.gathers.capitalize()}.\n\n"
        + table(head, map(row, theme.predictors))
        for theme in themes().themes
    ]
    factors = table(
        ("number", "risk factor", "crime", "what the data show", "what they do not"),
        (
            (
                str(reach.number),
                framework.risk_factor(reach.number).title,
                framework.risk_factor(reach.number).crime or "all",
                reach.seen or "**nothing**",
                reach.unseen,
            )
            for reach in themes().risk_factors
        ),
    )
    return "\n\n".join([HEAD, *sections, f"## Risk factors\n\n{factors}"]) + "\n"


def test_the_page_of_themes_is_up_to_date() -> None:
    if os.environ.get("KARSKI_WRITE"):
        PAGE.write_text(page(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page()
