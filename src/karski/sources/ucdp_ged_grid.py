"""UCDP Georeferenced Event Dataset: deaths by grid cell and month.

Another reading of the files of `karski.sources.ucdp_ged`. The place is the PRIO-GRID
cell, half a degree wide: ``gid = floor((latitude + 90) * 2) * 720 +
floor((longitude + 180) * 2) + 1`` (Tollefsen, Strand and Buhaug 2012, Journal of Peace
Research 49(2), 363-374). Events known only to a province or a country stand in the cell
of its representative point.
"""

from dataclasses import replace
from pathlib import Path

from karski.core.progress import Progress, silent
from karski.sources import ucdp_ged
from karski.sources._ged import events
from karski.sources._ged_sums import reading
from karski.sources._source import Reading


def read(file: Path, progress: Progress = silent, version: str = "") -> Reading:
    """Sum the events of a release by PRIO-GRID cell and month."""
    return reading(events(file, progress, version), "cell")


SOURCE = replace(
    ucdp_ged.SOURCE,
    title="UCDP Georeferenced Event Dataset, by grid cell",
    header=(),
    read=read,
    of="ucdp_ged",
    downloads=(),
    download_of=None,
)
