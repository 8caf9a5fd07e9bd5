"""``karski publish``, as a person calls it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from karski.briefings.edition import editions, read
from karski.briefings.edition import publish as publishing
from karski.core.workspace import Workspace


@pytest.fixture
def forecast(karski: Callable, folder: Path) -> Path:
    """A folder of data from which deaths have been forecast."""
    said = karski("forecast", "--target", "deaths_state_based", "--data", folder)
    assert said.code == 0, said.err
    return folder


def test_it_publishes_what_was_issued_and_says_what_is_not_in_it(
    karski: Callable, forecast: Path
) -> None:
    said = karski("publish", "--issued", "2017-02-01", "--data", forecast)
    assert said.code == 0, said.err
    (listed,) = editions(Workspace(Path("workspace")))
    assert f"Published: {listed.folder}" in said.out
    assert "Not in the edition: deaths_civilians. The data at hand" in said.out
    assert "Not in the edition: deaths_state_based. No back-test of it" in said.out
    assert read(listed.folder).issued.isoformat() == "2017-02-01"


def test_a_second_time_nothing_is_new(karski: Callable, forecast: Path) -> None:
    first = json.loads(karski("publish", "--data", forecast, "--json").out)
    second = json.loads(karski("publish", "--data", forecast, "--json").out)
    assert (first["new"], second["new"]) == (True, False)
    assert first["identity"] == second["identity"]
    again = karski("publish", "--data", forecast)
    assert "Published before; nothing has changed: " in again.out


def test_before_anything_is_issued_it_says_what_to_do(
    karski: Callable, folder: Path
) -> None:
    said = karski("publish", "--data", folder)
    assert said.code == 1
    assert "issue forecasts with `karski run`" in " ".join(said.err.split())


def test_a_day_that_is_none_is_wrong_usage(karski: Callable, folder: Path) -> None:
    said = karski("publish", "--issued", "yesterday", "--data", folder)
    assert said.code == 2
    assert "is no day; write it as 2025-01-31" in " ".join(said.err.split())


def test_a_bundle_takes_the_place_of_one_of_the_same_month(
    karski: Callable, forecast: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publishing, "bundle_folder", lambda: tmp_path / "package")
    words = ("publish", "--bundle", "--data", forecast, "--issued")
    for day in ("2017-02-01", "2017-02-02"):
        assert karski(*words, day).code == 0
    (folder,) = (tmp_path / "package").iterdir()
    assert folder.name == "2016-12"
    assert read(folder).issued.isoformat() == "2017-02-02"
