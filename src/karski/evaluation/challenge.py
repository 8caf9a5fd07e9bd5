"""The ViEWS prediction challenge: any folder of submissions, checked and scored."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from karski.core.errors import SubmissionError
from karski.core.progress import Progress, silent
from karski.evaluation import _layout, _submission
from karski.evaluation._problems import Place, Problem
from karski.evaluation._submission import Actuals, Draws
from karski.evaluation.metrics import _ensemble

SCORES = _ensemble.ALL
SCHEMA = {
    "submission": pl.String,
    "window": pl.String,
    "month_id": pl.Int32,
    "country_id": pl.Int32,
    "outcome": pl.Float64,
    "draws": pl.Int32,
    **dict.fromkeys(SCORES, pl.Float64),
}


@dataclass(frozen=True, slots=True, eq=False)
class Evaluation:
    """A folder of submissions, scored.

    Attributes
    ----------
    scores : polars.DataFrame
        A row for each submission, window and country-month that could be scored:
        submission, window, month_id, country_id, outcome, draws and `SCORES`.
    problems : tuple of Problem
        Whatever breaks the challenge's rules, named.
    asked : mapping of str to int
        Country-months to be forecast in each window.
    submissions : tuple of str
        Also those of which nothing could be scored.
    """

    scores: pl.DataFrame
    problems: tuple[Problem, ...]
    asked: Mapping[str, int]
    submissions: tuple[str, ...]


def evaluate(
    folder: Path, progress: Progress = silent, *, also: Sequence[Path] = ()
) -> Evaluation:
    """Check and score every submission in a folder of the challenge's layout.

    Parameters
    ----------
    folder : Path
        Holds ``submissions/<name>/cm/window=Y2018/*.parquet`` (``month_id``,
        ``country_id``, ``draw``, ``outcome``, in any order and of any numeric type)
        and ``actuals/cm/window=Y2018/*.parquet`` (the same without ``draw``).
    progress : callable
        Told how many windows are done, of how many.
    also : sequence of Path
        More folders of submissions, such as a back-test exports:
        ``<name>/cm/window=Y2018/*.parquet``.

    Returns
    -------
    Evaluation

    Raises
    ------
    SubmissionError
        There are no submissions or no actuals, the actuals themselves are wrong, or
        two submissions have the same name.
    """
    submissions = _all_submissions(folder, also)
    actuals = read_actuals(folder)
    total, done = len(submissions) * len(actuals), 0
    tables = [pl.DataFrame(schema=SCHEMA)]
    problems: list[Problem] = []
    for name, path in submissions.items():
        problems += _windows_wrong(name, path, actuals)
        for known, draws in _windows(name, path, actuals):
            tables.append(score(name, known, draws))
            problems += draws.problems
        done += len(actuals)
        progress(done, total)
    asked = {window: len(known.cells) for window, known in actuals.items()}
    return Evaluation(
        pl.concat(tables), tuple(problems), asked, tuple(sorted(submissions))
    )


def _all_submissions(folder: Path, also: Sequence[Path]) -> Mapping[str, Path]:
    submissions = dict(_layout.submissions(folder))
    for more in also:
        for name, path in _layout.below(more).items():
            if name in submissions:
                raise SubmissionError(
                    f"{path} and {submissions[name]} have the same name; rename one"
                )
            submissions[name] = path
    return submissions


def read_actuals(folder: Path) -> Mapping[str, Actuals]:
    """Read what happened in every window that `folder` knows.

    Raises
    ------
    SubmissionError
        There is none, or it is wrong.
    """
    found = _layout.windows(folder / "actuals")
    if not found:
        raise SubmissionError(
            f"{folder} has no outcomes to score against; expected"
            " actuals/cm/window=Y2018/*.parquet"
        )
    return {
        window: _submission.read_actuals(window, path) for window, path in found.items()
    }


def score(submission: str, actuals: Actuals, draws: Draws) -> pl.DataFrame:
    """Score the country-months of one window, as in ``Evaluation.scores``."""
    outcomes = actuals.cells["outcome"].to_numpy()
    columns = np.full((len(outcomes), len(SCORES)), np.nan)
    for cells, values in draws.groups():
        columns[cells] = _ensemble.score_fully(outcomes[cells], values)
    named = dict(zip(SCORES, columns[draws.cells].T, strict=True))
    return (
        actuals.cells[draws.cells]
        .with_columns(
            submission=pl.lit(submission),
            window=pl.lit(actuals.window),
            draws=pl.Series(draws.counts, dtype=pl.Int32),
            **{name: pl.Series(values) for name, values in named.items()},
        )
        .select(pl.col(name).cast(kind) for name, kind in SCHEMA.items())
    )


def _windows(
    name: str, path: Path, actuals: Mapping[str, Actuals]
) -> Iterator[tuple[Actuals, Draws]]:
    """Read one window of a submission at a time."""
    for window, folder in _layout.windows(path).items():
        if window in actuals:
            known = actuals[window]
            yield known, _submission.read_draws(name, folder, known)


def _windows_wrong(
    name: str, path: Path, actuals: Mapping[str, Actuals]
) -> Iterator[Problem]:
    windows = _layout.windows(path)
    if not windows:
        what = "has no window; expected cm/window=Y2018/*.parquet in its folder"
        yield Place(name, "").problem("no windows", what)
        return
    for window in sorted(windows.keys() - actuals.keys()):
        what = "there are no outcomes to score it against; left aside"
        yield Place(name, window).problem("no actuals", what)
    for window in sorted(actuals.keys() - windows.keys()):
        yield Place(name, window).problem("missing window", "the window is missing")
