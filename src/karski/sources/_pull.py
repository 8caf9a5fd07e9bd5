"""From a producer's server to a snapshot in the workspace."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from karski.core.errors import DownloadError
from karski.core.progress import Progress, silent
from karski.core.workspace import Workspace
from karski.sources import _ucdp_api, catalogue
from karski.sources._download import DEFAULT, fetch
from karski.sources._polite import Patience
from karski.sources._release import release_of
from karski.sources._snapshot import Snapshot, import_file, snapshots
from karski.sources._source import Download, Source

BY_API = "ucdp_ged"  # the source that UCDP's API serves too


def pull(
    name: str,
    workspace: Workspace,
    *,
    url: str = "",
    version: str = "",
    progress: Progress = silent,
    patience: Patience = DEFAULT,
) -> list[Snapshot]:
    """Fetch a source from its producer and take it into the workspace.

    A version that the workspace holds is not fetched again. Of several releases, the
    first must come; one that follows on and cannot be had ends what is fetched, as
    nothing after the gap could be used: a later call goes on from there. Where UCDP's
    file is gone and ``UCDP_API_TOKEN`` is set, the events come from UCDP's API.

    Parameters
    ----------
    name : str
        The source's name in the catalogue.
    workspace : Workspace
    url : str
        Overrules the addresses that are known; so does ``KARSKI_URL_<NAME>``.
    version : str
        One release of the producer's, rather than those known.
    progress : callable
        Told of bytes, of each file in turn.
    patience : Patience

    Raises
    ------
    DownloadError
        The producer offers no plain address, or the file cannot be had.
    SourceError, TableError
        What came is not what the source promises.
    """
    source = catalogue()[name]
    if source.generate:
        return [_generated(name, source.generate, workspace)]
    held = {s.version: s for s in snapshots(workspace) if s.source == name}
    taken: list[Snapshot] = []
    for download in _wanted(name, source, url, version):
        try:
            taken.append(
                held[download.version]
                if download.version in held
                else _take(name, source, download, workspace, progress, patience)
            )
        except DownloadError:
            if not taken:
                raise
            break
    return taken


def _wanted(name: str, source: Source, url: str, version: str) -> list[Download]:
    address = url or os.environ.get(f"KARSKI_URL_{name.upper()}", "")
    if address:
        file_name = Path(urlsplit(address).path).name or f"{name}.csv"
        said = version or release_of(file_name).version
        return [Download(address, file_name, said)]
    if version and source.download_of:
        return [source.download_of(version)]
    if version or not source.downloads:
        what = f"version {version} of {name}" if version else name
        raise DownloadError(
            f"{what} has no plain address; download it from {source.url} and run"
            " `karski data import`"
        )
    return list(source.downloads)


def _generated(
    name: str, generate: Callable[[Path], None], workspace: Workspace
) -> Snapshot:
    with TemporaryDirectory(prefix="karski-") as folder:
        file = Path(folder) / f"{name}.csv"
        generate(file)
        return import_file(file, workspace)


def _take(
    name: str,
    source: Source,
    download: Download,
    workspace: Workspace,
    progress: Progress,
    patience: Patience,
) -> Snapshot:
    with _alone(workspace.snapshots / name, name) as folder:
        try:
            target = folder / download.file_name
            fetch(
                download.url,
                target,
                page=source.url,
                progress=progress,
                patience=patience,
            )
        except DownloadError:
            if name != BY_API or not (_ucdp_api.token() and download.version):
                raise
            target = folder / f"GEDEvent_v{download.version.replace('.', '_')}.csv"
            _ucdp_api.fetch_events(
                download.version, target, progress=progress, patience=patience
            )
        return _keep(target, download, workspace)


@contextmanager
def _alone(shelf: Path, name: str) -> Iterator[Path]:
    """Give the folder to fetch into, with what an earlier call left, to one process.

    Raises
    ------
    DownloadError
        Another process is fetching the same source.
    """
    shelf.mkdir(parents=True, exist_ok=True)
    lock = os.open(shelf, os.O_RDONLY)  # let go when the process ends, however it ends
    try:
        _lock(lock, name)
        folder = shelf / ".incoming"
        folder.mkdir(exist_ok=True)
        try:
            yield folder
        finally:
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
    finally:
        os.close(lock)


def _lock(lock: int, name: str) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise DownloadError(
            f"{name} is being fetched by another process; run the same command when it"
            " is done"
        ) from error


def _keep(fetched: Path, download: Download, workspace: Workspace) -> Snapshot:
    """Take a fetched file in, and leave nothing of it where it was fetched to."""
    try:
        return import_file(
            fetched, workspace, version=download.version, url=download.url
        )
    finally:
        fetched.unlink(missing_ok=True)
