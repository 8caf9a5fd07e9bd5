"""``karski exercise world``: what it prints, with and without events."""

import json
from functools import partial
from pathlib import Path

import pytest

from karski.cli._exercise_world import show
from karski.core.errors import MissingDataError
from karski.exercise.world import (
    CANNOT_SAY,
    Community,
    Setting,
    assumptions,
    fit,
    measuring,
)
from karski.exercise.world.fitting import model_areas

ONE = Setting((Community("Hills/one", 20_000, (0.6,) * 14, 2),))
HEADER = "type_of_violence,country,latitude,longitude,date_end,best\n"


@pytest.fixture(autouse=True)
def nothing_at_hand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "a" / "b")
    monkeypatch.delenv("KARSKI_DATA", raising=False)
    few = partial(model_areas, rings=20, periods=24)
    monkeypatch.setattr(measuring, "model_areas", few)


def test_without_data_it_says_that_the_world_is_simulated(
    capsys: pytest.CaptureFixture[str],
) -> None:
    show(ONE, None, 0, as_json=False)
    told = capsys.readouterr()
    assert "SIMULATED WORLD" in told.err
    assert "Share of periods at risk with quiet" in told.out
    assert "Deadly events in a period with attacks" not in told.out
    for sentence in CANNOT_SAY:
        assert sentence in told.out


def test_with_events_it_measures_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "".join(
        f"3,Land,{latitude},-4.5,{year}-0{month}-03,{month}\n"
        for latitude in (9.5, 10.5)
        for year in range(2001, 2009)
        for month in range(1, 10)
    )
    (tmp_path / "GEDEvent_v25_1.csv").write_text(HEADER + rows)
    show(ONE, tmp_path, 0, as_json=True)
    told = capsys.readouterr()
    document = json.loads(told.out)
    assert document["measured_on"] == "real events"
    assert [row["shipped"]["name"] for row in document["fit"]] == [
        r.name for r in fit()
    ]
    again = {row["again"]["name"]: row["again"]["data"] for row in document["fit"]}
    assert again["at least 5"] == pytest.approx(5 / 9, abs=0.02)
    assert again["share mass violence"] == 0
    assert again["mass violence to quiet"] is None
    assert len(document["sensitivity"]["rows"]) == len(assumptions())
    assert document["cannot_say"] == list(CANNOT_SAY)


def test_a_folder_without_events_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MissingDataError, match="holds no single events of UCDP GED"):
        show(ONE, tmp_path, 0, as_json=False)


def test_a_search_without_events_is_refused() -> None:
    with pytest.raises(MissingDataError, match="a search needs real events"):
        show(ONE, None, 1, as_json=False)
