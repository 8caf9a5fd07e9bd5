"""A panel of 25 states, and a forecast issued from it."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl
import pytest

from karski.core.progress import Progress, silent
from karski.core.workspace import Workspace
from karski.forecasts.onset import issue, store
from karski.forecasts.onset._issued import Issued, Manifest
from karski.forecasts.onset._question import Question
from karski.panel._panel import Panel
from karski.panel.onset import CODE, COLUMNS, STATE

LAST, DRAWS = 2013, 3
NET = Question("onset_elastic_net")
DATA = ({"source": "made", "version": "1", "file": "made.csv", "sha256": "0" * 64},)


@contextmanager
def no_bar(title: str) -> Iterator[Progress]:
    yield silent


def panel_of(table: pl.DataFrame) -> Panel:
    coded = table.with_columns(ccode=pl.col("place"))
    return Panel.of(coded, LAST, (*COLUMNS, CODE, STATE), "year")


def issue_in(
    folder: Path, panel: Panel, question: Question = NET, draws: int = DRAWS
) -> tuple[Path, bool]:
    manifest = issue.manifest_of(panel, question, data=DATA, draws=draws)
    return issue.issue(Workspace(folder), panel, manifest, no_bar)


@pytest.fixture(scope="session")
def build() -> Callable[[pl.DataFrame], Panel]:
    return panel_of


@pytest.fixture(scope="session")
def make() -> Callable[..., tuple[Path, bool]]:
    """Issue a forecast: workspace folder, panel, question, draws."""
    return issue_in


@pytest.fixture(scope="session")
def panel(onset_years: pl.DataFrame) -> Panel:
    return panel_of(onset_years)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory, panel: Panel) -> Path:
    """Where a forecast from 2013 lies; not to be changed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "sched_getaffinity", lambda _: {0})
        made, _ = issue_in(tmp_path_factory.mktemp("issued"), panel)
    return made


@pytest.fixture(scope="session")
def issued(folder: Path) -> Issued:
    return store.read(folder)


@pytest.fixture
def manifest(issued: Issued) -> Manifest:
    return issued.manifest
