"""Yearly risks of a new mass killing, from every base year 1993-2023."""

from functools import partial
from pathlib import Path

import numpy as np
import polars as pl

from benchmarks import _onset
from benchmarks._benchmark import Benchmark, compare
from benchmarks._measure import Measured, Say, Side
from karski.panel._panel import Panel

SIDES = (
    Side("Karski's elastic net", "onset_one_core", warmups=0, runs=3),
    Side("Karski's elastic net", "onset_two_cores", warmups=0, runs=3),
    Side("R's cv.glmnet", "onset_glmnet", rscript=True, warmups=0, runs=3),
    Side("Karski's blend", "onset_blend", warmups=0, runs=3),
)


def table(say: Say) -> pl.DataFrame:
    """Fit and forecast at the same base years on every side."""
    say("reading country-years", 0, 1)
    panel, data = _onset.panel()
    return compare(SIDES, partial(_inputs, panel), say, partial(_what, data))


def _inputs(panel: Panel, folder: Path) -> None:
    _onset.write(panel, folder)


def _what(data: str, one: Measured, karski: Measured) -> dict[str, object]:
    """Count, and compare risks where a side tells them."""
    counts = {name: int(np.max(one.found[name])) for name in ("cores", "fits")}
    if "risk" not in one.found:
        return {**counts, "risks": int(one.found["forecasts"]), "data": data}
    ours, theirs = _risks(karski), _risks(one)
    both = ours.join(theirs, on=("place", "year"), suffix="_theirs")
    assert len(both) == len(ours) == len(theirs), "not the same country-years"
    apart = (both["risk"] - both["risk_theirs"]).abs().max()
    return {**counts, "risks": len(theirs), "data": data, "apart": apart}


def _risks(one: Measured) -> pl.DataFrame:
    key = {name: one.found[name].astype(np.int32) for name in ("place", "year")}
    return pl.DataFrame({**key, "risk": one.found["risk"]})


BENCHMARK = Benchmark(
    title="Yearly risks of a new mass killing from 31 base years, 1993-2023",
    target="elastic net under 15 s on two cores and 250 MB; blend under 60 s",
    table=table,
)
