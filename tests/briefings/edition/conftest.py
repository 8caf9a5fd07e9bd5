"""An edition written by hand, and one built from a small workspace."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from karski.briefings.edition._part import whole
from karski.briefings.edition.build import Draft
from karski.briefings.edition.facts import (
    SCHEMA,
    Earlier,
    Facts,
    OnsetFacts,
    Snapshot,
    TargetFacts,
)
from karski.briefings.edition.publish import sealed, write
from karski.briefings.edition.story import Fact, Reason, Story
from karski.explanation.clauses import Clause, Figure

TARGET, ORIGIN = "deaths_civilians", 540
QUANTILES = {f"q{level:02}": float(level) for level in (5, 10, 25, 50, 75, 90, 95)}
DATA = (Snapshot(source="made", version="1", file="made.csv", sha256="0" * 64),)
STORY = Story(
    year=2024,
    raising=(
        Reason(
            theme="population",
            name="the size of the population",
            factor=1.5,
            facts=(
                Fact(
                    clause=Clause(
                        msgid="people in the country: {value}",
                        params={"value": Figure(value=67_000_000)},
                    ),
                    middle=Figure(value=9_000_000),
                ),
            ),
        ),
    ),
    lowering=(),
    change=None,
    signals=(),
    analogues=(),
)


def tables() -> dict[str, pl.DataFrame]:
    """Mali (432) and Niger (436) with figures, Chad (483) with a gap."""
    return whole([{"places": _places()}, _deaths(), {"bins": _bins()}, _why()])


def _places() -> pl.DataFrame:
    rows = [
        (432, "Mali", "MLI", "Western Africa"),
        (436, "Niger", "NER", "Western Africa"),
        (483, "Chad", None, "Middle Africa"),
    ]
    return pl.DataFrame(rows, ["number", "name", "iso3", "region"], orient="row")


def _deaths() -> dict[str, pl.DataFrame]:
    both = pl.DataFrame({"target": TARGET, "place": [432, 436]}, strict=False)
    seven = both.with_columns(month=ORIGIN, deaths=7)
    return {
        "chances": _chances(),
        "months": both.with_columns(month=ORIGIN + 1, step=1, mean=51.5, **QUANTILES),
        "history": seven,
        "newest": seven.head(1).with_columns(q05=1.0, q50=2.0, q95=3.0),
    }


def _chances() -> pl.DataFrame:
    rows = [
        (432, 12, 100, 0.9, 1, 0.8),
        (436, 12, 100, 0.95, 2, None),
        (432, 12, 25, 1.0, 1, 1.0),
        (436, 12, 25, 0.99, 2, None),
    ]
    names = ["place", "months", "threshold", "probability", "rank", "before"]
    return pl.DataFrame(rows, names, orient="row").with_columns(
        target=pl.lit(TARGET),
        rank_low=1,
        rank_high=2,
        of=2,
        **QUANTILES,
        before_probability="before",
        **dict.fromkeys(("before_q05", "before_q50", "before_q95"), 7.0),
        before_rank=2,
    )


def _bins() -> pl.DataFrame:
    edges = [(0.0, 0.5, 10, 1), (0.5, 0.9, 0, 0), (0.9, 1.0, 4, 4)]
    names = ["least", "greatest", "cases", "events"]
    shares = {"said": 0.2, "came": 0.1, "low": 0.05, "high": 0.3}
    return pl.DataFrame(edges, names, orient="row").with_columns(
        target=pl.lit(TARGET),
        months=12,
        threshold=100,
        **shares,
        band_low=0.0,
        band_high=0.4,
    )


def _why() -> dict[str, pl.DataFrame]:
    story = {"horizon": 2, "place": 432, "story": STORY.model_dump_json()}
    lacking = '[{"msgid":"population","params":{}}]'
    return {
        "stories": pl.DataFrame(story),
        "onsets": _onsets(),
        "onset_lacking": pl.DataFrame({"horizon": 2, "place": 483, "clauses": lacking}),
    }


def _onsets() -> pl.DataFrame:
    rows = pl.DataFrame({"place": [432, 436], "rank": [2.0, 1.0], "risk": [0.1, 0.2]})
    return rows.with_columns(
        horizon=2,
        low=0.05,
        high=0.3,
        rank_low=1.0,
        rank_high=2.0,
        average=0.01,
        of=2,
        risk_before=pl.Series([None, 0.3]),
        rank_before=pl.Series([None, 1.0]),
    )


def facts(issued: date = date(2025, 2, 3), *, simulated: bool = False) -> Facts:
    target = TargetFacts(
        target=TARGET,
        meaning="civilians killed, in all types of violence",
        model="karski",
        origin=ORIGIN,
        last=ORIGIN + 36,
        draws=1000,
        manifest="a" * 64,
        software="b" * 64,
        data=DATA,
        previous=Earlier(origin=ORIGIN - 1, manifest="c" * 64, issued=None),
        scored=None,
    )
    onset = OnsetFacts(
        target="mk_onset",
        horizon=2,
        model="onset",
        origin=2024,
        years=(2025, 2026),
        countries=2,
        average=0.01,
        manifest="d" * 64,
        software="b" * 64,
        data=DATA,
        previous=None,
        record=None,
    )
    return Facts(
        schema_version=SCHEMA,
        identity="-",
        issued=issued,
        number=1,
        version="0.1.0",
        simulated=simulated,
        targets=(target,),
        onsets=(onset,),
        sources=(),
        lacking=(),
        files={},
    )


@pytest.fixture
def draft() -> Callable[..., Draft]:
    """Return a draft: of a day, perhaps simulated, perhaps with tables changed."""

    def make(
        issued: date = date(2025, 2, 3),
        *,
        simulated: bool = False,
        **changed: pl.DataFrame,
    ) -> Draft:
        return Draft(facts(issued, simulated=simulated), tables() | changed)

    return make


@pytest.fixture
def folder(tmp_path: Path, draft: Callable[..., Draft]) -> Path:
    """Where the edition written by hand lies."""
    found, contents = sealed(draft())
    place = tmp_path / "editions" / found.name
    write(place, found, contents)
    return place
