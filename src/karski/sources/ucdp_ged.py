"""UCDP Georeferenced Event Dataset: deaths in organised violence, by country and month.

A month is the month in which an event ended, so a long event stands wholly in its last
month. Yearly releases (25.1) and Candidate releases (26.0.2) are the same table; each
is a reading of its own, with the span and the publication lag of its release (see
`karski.sources._release`, which also says what makes a file an extract).
"""

from pathlib import Path

from karski.core.progress import Progress, silent
from karski.sources._ged import HEADER, events
from karski.sources._ged_sums import columns, reading
from karski.sources._release import YEARLY_LAG
from karski.sources._source import Download, Reading, Source

DOWNLOADS = "https://ucdp.uu.se/downloads"
VERSIONS = ("25.1", "26.0.2")  # fetched unless another is asked for


def read(file: Path, progress: Progress = silent, version: str = "") -> Reading:
    """Sum the events of a release by country and month."""
    return reading(events(file, progress, version), "place")


def download_of(version: str) -> Download:
    """Return where UCDP keeps a release.

    Examples
    --------
    >>> download_of("25.1").url
    'https://ucdp.uu.se/downloads/ged/ged251-csv.zip'
    """
    if version.count(".") == 1:
        file_name = f"ged{version.replace('.', '')}-csv.zip"
        return Download(f"{DOWNLOADS}/ged/{file_name}", file_name, version)
    file_name = f"GEDEvent_v{version.replace('.', '_')}.csv"
    return Download(f"{DOWNLOADS}/candidateged/{file_name}", file_name, version)


SOURCE = Source(
    title="UCDP Georeferenced Event Dataset",
    producer="Uppsala Conflict Data Program",
    url=f"{DOWNLOADS}/",
    licence="CC BY 4.0",
    citation=(
        "Sundberg and Melander (2013), Journal of Peace Research 50(4), 523-532;"
        " Candidate releases: Hegre, Croicu, Eck and Högbladh (2020),"
        " Research and Politics 7(3)"
    ),
    period="month",
    absent="zero",
    lag_months=YEARLY_LAG,
    columns=columns(),
    header=(HEADER,),
    read=read,
    downloads=tuple(download_of(version) for version in VERSIONS),
    download_of=download_of,
)
