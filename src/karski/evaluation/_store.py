"""Finished pieces of a back-test on disk, so that an interrupted one goes on."""

import json
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from typing import Any

import numpy as np
import polars as pl

from karski.core.files import sha256 as digest_of
from karski.core.files import whole_folder, write_json
from karski.core.months import label
from karski.core.software import scoring_fingerprint
from karski.evaluation._piece import Piece
from karski.evaluation._task import Task

TASK, PLACES, DRAWS, SCORES, SUMS = (
    "task.json",
    "places.json",
    "draws.parquet",
    "scores.parquet",
    "sums.parquet",
)
FILES = (PLACES, DRAWS, SCORES, SUMS)


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of pieces, one folder each.

    Attributes
    ----------
    folder : Path
        Such as ``Workspace.backtests``.
    data : str
        What the panel was made from, in any words that change when it does (hashes of
        snapshots). A piece made from anything else, or by other code
        (`karski.core.software.scoring_fingerprint`), is not found.
    """

    folder: Path
    data: str

    def place_of(self, task: Task) -> Path:
        """Return the folder that the task's piece lies in, whether or not it is there.

        It is named by target, model and origin, and by a digest of the rest.
        """
        words = f"{self._key}\n{task.identity}".encode()
        name = f"{label(task.origin)}-{sha256(words).hexdigest()[:16]}"
        return self.folder / task.target / task.model / name

    def read(self, task: Task, *, draws: bool = False) -> Piece | None:
        """Return the task's piece, or None if it is not there as it was written.

        Parameters
        ----------
        task : Task
        draws : bool
            Whether to load the draws too, which are large; else there are none.
        """
        folder = self.place_of(task)
        if not self._is_whole(folder, task):
            return None
        facts = json.loads((folder / PLACES).read_text("utf-8"))
        shape = facts["shape"]
        drawn = np.empty((0, *shape[1:]), np.int32)
        if draws:
            drawn = pl.read_parquet(folder / DRAWS)["draw"].to_numpy().reshape(shape)
        return Piece(
            task,
            np.array(facts["places"], np.int32),
            drawn,
            pl.read_parquet(folder / SCORES),
            pl.read_parquet(folder / SUMS),
            facts["left_out"],
        )

    def write(self, piece: Piece) -> Path:
        """Keep a piece, whole or not at all; return its folder.

        One that is there already is kept, but for one that is not as it was written.
        """
        folder = self.place_of(piece.task)
        if not self._is_whole(folder, piece.task):
            rmtree(folder, ignore_errors=True)
        with whole_folder(folder) as draft:
            self._write_files(draft, piece)
        return folder

    @property
    def _key(self) -> str:
        return f"{self.data} {scoring_fingerprint()}"

    def _is_whole(self, folder: Path, task: Task) -> bool:
        """Say whether every file of a piece is there, byte for byte as written."""
        return _read_json(folder / TASK) == self._document(folder, task)

    def _document(self, folder: Path, task: Task) -> dict[str, Any]:
        files = {name: _digest(folder / name) for name in FILES}
        return {"task": asdict(task), "data": self._key, "files": files}

    def _write_files(self, draft: Path, piece: Piece) -> None:
        pl.DataFrame({"draw": piece.draws.ravel()}).write_parquet(draft / DRAWS)
        piece.scores.write_parquet(draft / SCORES)
        piece.sums.write_parquet(draft / SUMS)
        facts = {
            "places": piece.places.tolist(),
            "shape": list(piece.draws.shape),
            "left_out": dict(piece.left_out),
        }
        write_json(draft / PLACES, facts)
        write_json(draft / TASK, self._document(draft, piece.task))


def _read_json(file: Path) -> object:
    """Return what a file holds, or None if it cannot be read."""
    try:
        return json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return None


def _digest(file: Path) -> str | None:
    """Return the SHA-256 of a file, or None if it cannot be read."""
    try:
        return digest_of(file)
    except OSError:
        return None
