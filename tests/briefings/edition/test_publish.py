"""An edition is sealed once; what has not changed is not published again."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from karski.briefings.edition import editions, read
from karski.briefings.edition.build import Draft
from karski.briefings.edition.publish import publish, sealed
from karski.core.errors import ReportableError
from karski.core.workspace import Workspace

Make = Callable[..., Draft]
LATER = date(2025, 2, 10)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path)


def changed(draft: Make) -> pl.DataFrame:
    return draft().tables["history"].with_columns(deaths=pl.lit(8, pl.Int32))


def test_it_lies_in_a_folder_named_by_day_and_identity(
    workspace: Workspace, draft: Make
) -> None:
    found, new = publish(workspace, draft())
    assert new
    name = f"2025-02-03-{found.identity[:12]}"
    assert found.folder == workspace.folder / "editions" / name
    assert read(found.folder).facts == found.facts


def test_the_same_content_gives_the_same_bytes(draft: Make) -> None:
    assert sealed(draft()) == sealed(draft())


@pytest.mark.parametrize("what", ["a figure", "the day", "the world"])
def test_the_identity_names_everything(draft: Make, what: str) -> None:
    other = {
        "a figure": lambda: draft(history=changed(draft)),
        "the day": lambda: draft(LATER),
        "the world": lambda: draft(simulated=True),
    }[what]()
    assert sealed(other)[0].identity != sealed(draft())[0].identity


def test_where_only_the_day_differs_the_newest_edition_stands(
    workspace: Workspace, draft: Make
) -> None:
    first, _ = publish(workspace, draft())
    second, new = publish(workspace, draft(LATER))
    assert not new
    assert (second.folder, second.issued) == (first.folder, date(2025, 2, 3))
    assert len(editions(workspace)) == 1


def test_what_was_said_before_the_newest_edition_is_news_again(
    workspace: Workspace, draft: Make
) -> None:
    publish(workspace, draft())
    publish(workspace, draft(LATER, history=changed(draft)))
    back, new = publish(workspace, draft(LATER))
    assert new
    assert editions(workspace)[0].folder == back.folder


def test_a_simulated_edition_does_not_stand_for_a_real_one(
    workspace: Workspace, draft: Make
) -> None:
    real, _ = publish(workspace, draft())
    _, new = publish(workspace, draft(LATER, simulated=True))
    assert new
    again, new = publish(workspace, draft(LATER))
    assert (again.folder, new) == (real.folder, False)


def test_one_that_was_spoilt_is_told_and_not_taken_for_the_newest(
    workspace: Workspace, draft: Make
) -> None:
    found, _ = publish(workspace, draft())
    (found.folder / "history.parquet").write_bytes(b"")
    with pytest.raises(ReportableError, match=r"history.parquet is not what was"):
        publish(workspace, draft())
