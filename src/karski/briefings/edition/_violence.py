"""The part of an edition that tells deaths by year and type of violence."""

import polars as pl

from karski.briefings.edition._part import Part
from karski.briefings.edition.facts import Snapshot
from karski.panel.series import Release
from karski.panel.stock import Stock

SOURCE = "ucdp_country_year"
TARGET = "violence"  # what the source is of, where sources are named
KINDS = ("state_based", "non_state", "one_sided")


def newest(stock: Stock) -> Release | None:
    """Return the release that reaches furthest, or None where there is none."""
    releases = stock.releases.get(SOURCE, ())
    return max(releases, key=lambda each: each.reading.last, default=None)


def violence(release: Release | None) -> Part:
    """Return people killed by place, year and type; nothing without a release."""
    if release is None:
        return {}
    frame = release.reading.frame
    every = [
        frame.select(
            kind=pl.lit(kind), place="place", year="year", deaths=f"deaths_{kind}"
        )
        for kind in KINDS
    ]
    return {"violence": pl.concat(every).drop_nulls("deaths").sort("place", "year")}


def snapshot(release: Release) -> Snapshot:
    """Return the file that these figures come from."""
    return Snapshot(
        source=release.source,
        version=release.facts["version"],
        file=release.facts.get("file", ""),
        sha256=release.facts["sha256"],
    )
