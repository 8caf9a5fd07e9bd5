"""What data are at hand: every release read, and the best series for a target."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from karski import sources
from karski.core.errors import MissingDataError, ReportableError
from karski.core.progress import Progress, silent
from karski.core.workspace import Workspace
from karski.panel.lagged import Covariate
from karski.panel.series import Release, Series, splice
from karski.panel.targets import TARGETS
from karski.sources import _kept
from karski.sources._recognise import survey
from karski.sources._snapshot import Snapshot, import_file, snapshots

SIMULATED = ("simulated", "simulated_onsets")  # deaths by month, onsets by year
NEVER_MIXED = (
    "a table of the simulated world, which never stands beside real data; remove it"
)
ONSETS = frozenset({"mk_onset", "year_sq"})  # columns of a source of onsets by year


@dataclass(frozen=True, slots=True)
class Stock:
    """Releases by source.

    Attributes
    ----------
    releases : mapping of str to tuple of Release
        By the source's name in the catalogue.
    simulated : bool
        Whether this is the simulated world; the two are never mixed.
    refused : tuple of str
        One sentence for each file that is a source's but not what it should be, or
        that cannot be read, so that it might be one.
    unknown : tuple of str
        Names of tables that are no source's.
    """

    releases: Mapping[str, tuple[Release, ...]]
    simulated: bool = False
    refused: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    def every_series(self, target: str, known_on: int | None = None) -> list[Series]:
        """Return each source's series that holds `target`, the best first.

        The best reaches the latest month; of equals, it is the longest.

        Raises
        ------
        MissingDataError
            `target` is not one that Karski knows.
        """
        if target not in TARGETS:
            raise MissingDataError(
                f"there is no target {target!r}; known: {', '.join(TARGETS)}"
            )
        found = []
        for name in sorted(self.releases):
            try:
                one = self._series(name, target, known_on)
            except MissingDataError:
                continue  # said by `why_not`, where nothing else serves
            if one is not None and target in one.targets:
                found.append(one)
        return sorted(found, key=lambda s: (s.last, s.last - s.first), reverse=True)

    def series(self, target: str, known_on: int | None = None) -> Series:
        """Return the best series for a target.

        Raises
        ------
        MissingDataError
            Nothing at hand serves the target; says what was found and why it does not.
        """
        found = self.every_series(target, known_on)
        if not found:
            raise MissingDataError(
                f"nothing at hand gives {target} by country and month for the whole"
                f" world{self.why_not(target)}; import UCDP's Georeferenced Event"
                " Dataset with `karski data import FILE`"
            )
        return found[0]

    def why_not(self, target: str) -> str:
        """Say which releases would serve a target but for what they lack."""
        reasons = [
            f"{release.name}: {release.reading.partial or f'no {target} in it'}"
            for name in sorted(self.releases)
            if self._serves(name, target)
            for release in self.releases[name]
            if release.reading.partial or release.reading.frame[target].null_count()
        ]
        return f" ({'; '.join(reasons)})" if reasons else ""

    def covariates(self, series: Series) -> tuple[Covariate, ...]:
        """Return all other sources as covariates, the last release of each.

        The tables of the simulated world are lived apart: neither explains the other.
        """
        return tuple(
            Covariate(name, sources.catalogue()[name], releases[-1].reading)
            for name, releases in sorted(self.releases.items())
            if name not in (series.source, *SIMULATED)
            and not sources.catalogue()[name].of
            and not any(self._serves(name, target) for target in TARGETS)
        )

    def onsets(self) -> Release:
        """Return the last release of onsets of mass killing by year, with predictors.

        Raises
        ------
        MissingDataError
            There is none at hand.
        """
        for name, releases in sorted(self.releases.items()):
            columns = {column.name for column in sources.catalogue()[name].columns}
            if columns >= ONSETS:
                return releases[-1]
        raise MissingDataError(
            "nothing at hand holds onsets of mass killing by year; get the Early"
            " Warning Project's with `karski data pull ewp_predictors`"
        )

    def _series(self, name: str, target: str, known_on: int | None) -> Series | None:
        if not self._serves(name, target):
            return None
        source = sources.catalogue()[name]
        return splice(
            name,
            source,
            self.releases[name],
            known_on=known_on,
            simulated=self.simulated,
        )

    @staticmethod
    def _serves(name: str, target: str) -> bool:
        source = sources.catalogue()[name]
        monthly = source.period == "month" and not source.of
        return monthly and target in (column.name for column in source.columns)


def gather(
    workspace: Workspace,
    folder: Path | None,
    progress: Progress = silent,
    *,
    held: bool = True,
    only: Collection[str] = (),
) -> Stock:
    """Take every known file of a folder into the workspace, and read what is at hand.

    Parameters
    ----------
    workspace : Workspace
    folder : pathlib.Path or None
    progress : callable
        Told of files done.
    held : bool
        Whether snapshots taken earlier serve too, or the folder alone.
    only : collection of str
        The sources to read, by their names in the catalogue; empty for all. Damaged
        files are refused all the same: each might be one of these.

    Returns
    -------
    Stock
        Empty if there is nothing. A file that is not what it should be is refused,
        with the reason; the others serve. The simulated world is never among them.
    """
    found = [] if folder is None else survey(folder)
    files = [f for f in found if not only or f.source in only or f.damaged]
    taken = {
        snapshot.file: snapshot
        for snapshot in snapshots(workspace)
        if held and snapshot.source not in SIMULATED
        if not only or snapshot.source in only
    }
    refused, unknown = [], []
    for done, file in enumerate(files):
        progress(done, len(files))
        try:
            if file.source in SIMULATED:
                refused.append(f"{file.file.name}: {NEVER_MIXED}")
            elif file.source:
                snapshot = import_file(file.file, workspace)
                taken[snapshot.file] = snapshot
            elif file.damaged:
                refused.append(file.problem)
            else:
                unknown.append(file.file.name)
        except ReportableError as error:
            refused.append(str(error))
    progress(len(files), len(files))
    releases = _releases(list(taken.values()), workspace)
    return Stock(releases, False, tuple(refused), tuple(unknown))


def simulated(workspace: Workspace) -> Stock:
    """Return the simulated world, deaths by month and onsets by year."""
    made = [_made(name, workspace) for name in SIMULATED]
    return Stock(_releases(made, workspace), simulated=True)


def _made(name: str, workspace: Workspace) -> Snapshot:
    file = workspace.snapshots / f".{name}" / f"{name}.csv"
    generate = sources.catalogue()[name].generate
    assert generate is not None, "the simulated world makes its own files"
    generate(file)  # in under a second; an older one may be of an older process
    return import_file(file, workspace)


def _releases(
    taken: Sequence[Snapshot], workspace: Workspace
) -> dict[str, tuple[Release, ...]]:
    found: dict[str, list[Release]] = defaultdict(list)
    for snapshot in sorted(taken, key=lambda s: (s.source, s.version, s.file)):
        facts = {
            key: str(snapshot.facts[key])
            for key in ("source", "version", "file", "sha256")
        }
        reading, taken_on = _kept.read(snapshot, workspace), snapshot.facts["taken"]
        found[snapshot.source].append(
            Release(snapshot.source, reading, facts, taken_on)
        )
    return {name: tuple(releases) for name, releases in found.items()}
