"""UCDP Georeferenced Event Dataset: deaths in organised violence, by country and month.

A month is the month in which an event ended, so a long event stands wholly in its last
month. Yearly releases (25.1) and Candidate releases (26.0.2) are the same table; each
is a reading of its own, with the span and the publication lag of its release (see
`karski.sources._release`, which also says what makes a file an extract).

``karski data pull ucdp_ged`` fetches the last yearly release known and the Candidate
releases of the months since, so that the record has no gap. When UCDP publishes another
release, `YEARLY` and `LAST_CANDIDATE` are what to change.
"""

from pathlib import Path

from karski.core.months import month_of_year, year_of
from karski.core.progress import Progress, silent
from karski.sources._ged import HEADER, events
from karski.sources._ged_sums import columns, reading
from karski.sources._release import CENTURY, YEARLY_LAG, release_of
from karski.sources._source import Download, Reading, Source

DOWNLOADS = "https://ucdp.uu.se/downloads"
YEARLY = "25.1"  # the last yearly release known, fetched unless another is asked for
LAST_CANDIDATE = "26.0.2"  # the last Candidate release known, likewise


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


def following(yearly: str, last: str) -> tuple[str, ...]:
    """Return the Candidate releases that follow on a yearly one, month by month.

    Examples
    --------
    >>> following("25.1", "25.0.3")
    ('25.0.1', '25.0.2', '25.0.3')
    """
    first, end = release_of("", yearly).last, release_of("", last).last
    assert first is not None, "a yearly release names its last month"
    assert end is not None, "a Candidate release names its month"
    return tuple(
        f"{year_of(month) - CENTURY}.0.{month_of_year(month)}"
        for month in range(first + 1, end + 1)
    )


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
    downloads=tuple(
        download_of(version) for version in (YEARLY, *following(YEARLY, LAST_CANDIDATE))
    ),
    download_of=download_of,
)
