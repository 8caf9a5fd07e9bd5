"""Finished pieces of a back-test on disk, so that an interrupted one goes on."""

import json
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

import numpy as np
import polars as pl

from karski.core.files import write_json
from karski.core.months import label
from karski.evaluation._piece import Piece
from karski.evaluation._task import Task

TASK, DRAWS, SCORES, SUMS = (
    "task.json",
    "draws.parquet",
    "scores.parquet",
    "sums.parquet",
)


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of pieces, one folder each.

    Attributes
    ----------
    folder : Path
        Such as ``Workspace.backtests``.
    data : str
        What the panel was made from and the code that draws, in any words that
        change when they do (hashes of snapshots, `karski.core.software.fingerprint`):
        a piece made from anything else is not found.
    """

    folder: Path
    data: str

    def place_of(self, task: Task) -> Path:
        """Return the folder that the task's piece lies in, whether or not it is there.

        It is named by target, model and origin, and by a digest of the rest.
        """
        digest = sha256(f"{self.data}\n{task.identity}".encode()).hexdigest()[:16]
        return self.folder / task.target / task.model / f"{label(task.origin)}-{digest}"

    def read(self, task: Task) -> Piece | None:
        """Return the task's piece, or None if it is not there."""
        folder = self.place_of(task)
        if not folder.is_dir():
            return None
        document = json.loads((folder / TASK).read_text("utf-8"))
        draws = pl.read_parquet(folder / DRAWS)["draw"].to_numpy()
        return Piece(
            task,
            np.array(document["places"], np.int32),
            draws.reshape(document["shape"]),
            pl.read_parquet(folder / SCORES),
            pl.read_parquet(folder / SUMS),
            document["left_out"],
        )

    def write(self, piece: Piece) -> Path:
        """Keep a piece, whole or not at all; return its folder."""
        folder = self.place_of(piece.task)
        folder.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(mkdtemp(prefix=".draft-", dir=folder.parent))
        try:
            self._write_files(draft, piece)
            draft.chmod(0o755)
            rmtree(folder, ignore_errors=True)
            draft.replace(folder)
        finally:
            rmtree(draft, ignore_errors=True)
        return folder

    def _write_files(self, draft: Path, piece: Piece) -> None:
        pl.DataFrame({"draw": piece.draws.ravel()}).write_parquet(draft / DRAWS)
        piece.scores.write_parquet(draft / SCORES)
        piece.sums.write_parquet(draft / SUMS)
        document = {
            "task": asdict(piece.task),
            "data": self.data,
            "places": piece.places.tolist(),
            "shape": list(piece.draws.shape),
            "left_out": dict(piece.left_out),
        }
        write_json(draft / TASK, document)
