"""What must be said of the sources whose figures an edition shows."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from karski import sources
from karski.briefings.edition.facts import Snapshot, SourceFacts
from karski.evaluation.onset_evaluation import Forecaster
from karski.panel.series import Release
from karski.panel.stock import Stock

PEER = "ewp_predictors"  # the source whose producer made the peer's forecasts too
PEER_TITLE = "Early Warning Project, its own forecasts of the past"


def sources_of(
    stock: Stock, data: Mapping[str, Sequence[Snapshot]], peer: Forecaster | None
) -> tuple[SourceFacts, ...]:
    """Return the facts of every file that a forecast in the edition was made from.

    Parameters
    ----------
    stock : Stock
    data : mapping of str to sequence of Snapshot
        By target.
    peer : Forecaster or None
        Scores stand beside its risks.
    """
    rests: dict[str, list[str]] = defaultdict(list)
    for target, snapshots in data.items():
        for snapshot in snapshots:
            if target not in rests[snapshot.sha256]:
                rests[snapshot.sha256].append(target)
    found = [
        _facts(release, tuple(rests[release.facts["sha256"]]))
        for release in _every(stock)
        if release.facts["sha256"] in rests
    ]
    if peer is not None:
        found.append(_of_peer(peer))
    return tuple(found)


def _every(stock: Stock) -> Iterator[Release]:
    for name in sorted(stock.releases):
        yield from stock.releases[name]


def _facts(release: Release, targets: tuple[str, ...]) -> SourceFacts:
    source = sources.catalogue()[release.source]
    return SourceFacts(
        name=release.source,
        title=source.title,
        producer=source.producer,
        url=source.url,
        licence=source.licence,
        citation=source.citation,
        version=release.facts["version"],
        file=release.facts.get("file", ""),
        sha256=release.facts["sha256"],
        period=source.period,
        first=release.reading.first,
        last=release.reading.last,
        of=targets,
    )


def _of_peer(peer: Forecaster) -> SourceFacts:
    source, years = sources.catalogue()[PEER], peer.two_years.frame["year"].to_list()
    return SourceFacts(
        name="ewp_forecasts",
        title=PEER_TITLE,
        producer=source.producer,
        url=source.url,
        licence=source.licence,
        citation=source.citation,
        version="",
        file=peer.two_years.name,
        sha256="",
        period="year",
        first=min(years),
        last=max(years),
        of=("mk_onset",),
    )
