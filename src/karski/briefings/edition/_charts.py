"""An edition's charts: drawn once, when it is published, as files beside it."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

from karski.briefings.edition.edition import Edition
from karski.core.files import whole
from karski.core.parallel import spread
from karski.core.progress import Progress
from karski.core.workspace import Workspace

CHARTS = "charts"
DRAWING = 1  # one more whenever the same figures are drawn otherwise
SIZES = ("wide", "narrow")
DONE = "drawn"  # an empty file: every chart of the edition is there
Drawing: TypeAlias = tuple[str, str]  # name of a file without ``.svg``, and its text


def place_of(workspace: Workspace, edition: Edition) -> Path:
    """Return the folder of an edition's charts; it lies outside the sealed folder.

    So those of the bundled edition are drawn into the workspace too. The folder is
    named after the way of drawing as well: what was drawn otherwise is drawn anew.
    """
    return workspace.folder / CHARTS / f"{edition.identity}-{DRAWING}"


def draw_charts(edition: Edition, folder: Path, tell: Progress) -> None:
    """Draw an edition's charts into a folder, those that are not there yet.

    Parameters
    ----------
    edition : Edition
    folder : Path
        A file for each chart and width: ``<place>/<target>-fan-wide.svg`` and
        ``-record``, ``<place>/violence``, ``<place>/onset-<horizon>-drivers``, and
        under ``scores/`` those of `Scores`.
    tell : callable
        Told how many countries are done, of how many.
    """
    if (folder / DONE).exists():
        return
    tasks: list[int | None] = [None, *edition.places]
    for drawn in spread(_of, edition.folder, tasks, tell):
        for name, text in drawn:
            with whole(folder / f"{name}.svg") as draft:
                draft.write_text(text, "utf-8")
    (folder / DONE).touch()


def _of(folder: Path, place: int | None) -> list[Drawing]:
    """Draw the charts of a place; of the scores, where it is None."""
    # drawing takes 150 MB, which a process that only serves does without
    from karski.briefings.edition._drawing import of_place, of_scores

    edition = _read(folder)
    every = of_scores(edition.scores) if place is None else of_place(edition, place)
    return list(_both(every))


def _both(charts: Iterator[tuple[str, object]]) -> Iterator[Drawing]:
    for name, draw in charts:
        assert callable(draw)
        for size in SIZES:
            yield f"{name}-{size}", draw(size)


@lru_cache(maxsize=1)
def _read(folder: Path) -> Edition:
    """Read an edition once in a process, which may be the one that serves the site."""
    from karski.briefings.edition.reading import read

    return read(folder)
