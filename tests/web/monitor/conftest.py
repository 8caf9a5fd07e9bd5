"""A small edition made by hand, and a site that shows it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from django.conf import LazySettings

from karski.core.workspace import Workspace
from karski.web.monitor import editions
from web.monitor.made import ISSUED, write

Write = Callable[..., str]


@pytest.fixture
def workspace(
    tmp_path: Path, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """Return an empty workspace that the site shows; no edition comes along."""
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, workspace=Workspace(tmp_path))
    monkeypatch.setattr(editions, "bundled", lambda: None)
    editions._shelf.cache_clear()
    yield tmp_path
    editions._shelf.cache_clear()


@pytest.fixture
def publish(workspace: Path) -> Write:
    """Write an edition into the workspace; return what its folder is called."""

    def make(
        *,
        issued: date = ISSUED,
        change: Callable[[dict[str, list[dict[str, Any]]]], None] = lambda rows: None,
        **facts: Any,  # noqa: ANN401 -- fields of many types
    ) -> str:
        return write(workspace / "editions", issued=issued, change=change, **facts)

    return make


@pytest.fixture
def edition(publish: Write) -> str:
    """Publish the edition as it is; return what its folder is called."""
    return publish()


def table_of(folder: Path, name: str) -> pl.DataFrame:
    return pl.read_parquet(folder / f"{name}.parquet")
