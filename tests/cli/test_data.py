import json
from collections.abc import Callable
from pathlib import Path

import pytest


def test_a_file_is_recognised_and_kept_untouched(
    karski: Callable, folder: Path
) -> None:
    file = folder / "cm_ged_sb_2005_2016.csv"
    (taken,) = json.loads(karski("data", "import", file, "--json").out)
    assert (taken["source"], taken["first"], taken["last"]) == (
        "views_challenge",
        "2005-01",
        "2016-12",
    )
    assert Path(taken["path"]).read_bytes() == file.read_bytes()


def test_a_page_named_csv_is_refused_and_the_good_file_kept(
    karski: Callable, folder: Path, tmp_path: Path
) -> None:
    page = tmp_path / "page.csv"
    page.write_text("<!DOCTYPE html><html><body>Not found</body></html>")
    good = folder / "cm_ged_sb_2005_2016.csv"
    said = karski("data", "import", page, good)
    assert said.code == 1
    assert "page.csv" in said.err
    assert "Traceback" not in said.err
    assert len(list(Path("workspace/snapshots/views_challenge").iterdir())) == 1


def test_status_shows_what_is_held_and_what_is_missing(
    karski: Callable, folder: Path
) -> None:
    karski("data", "import", folder / "cm_ged_sb_2005_2016.csv")
    document = json.loads(karski("data", "status", "--json").out)
    rows = {row["source"]: row for row in document["sources"]}
    assert rows["views_challenge"]["last"] == "2016-12"
    assert rows["views_challenge"]["age_days"] == 0
    assert rows["ucdp_ged"]["version"] is None
    assert rows["ucdp_ged"]["page"] == "https://ucdp.uu.se/downloads/"


def test_what_was_imported_serves_later(karski: Callable, folder: Path) -> None:
    karski("data", "import", folder / "cm_ged_sb_2005_2016.csv")
    words = ("--target", "deaths_state_based", "--model", "conflictology", "--json")
    document = json.loads(karski("forecast", *words).out)
    assert document["simulated"] is False
    assert [each["source"] for each in document["data"]] == ["views_challenge"]


@pytest.mark.parametrize("name", ["simulated", "simulated_onsets"])
def test_the_simulated_world_can_be_asked_for(karski: Callable, name: str) -> None:
    (made,) = json.loads(karski("data", "pull", name, "--json").out)
    assert made["source"] == name


def test_a_source_without_an_address_says_where_to_look(karski: Callable) -> None:
    said = karski("data", "pull", "vdem")
    assert said.code == 1
    assert "karski data import" in said.err


def test_an_unknown_source_suggests_its_neighbour(karski: Callable) -> None:
    said = karski("data", "pull", "ucdp_get")
    assert said.code == 1
    assert "did you mean 'ucdp_ged'?" in said.err


def test_a_folder_that_is_none_is_told(karski: Callable) -> None:
    said = karski("data", "status", "--data", "nowhere")
    assert said.code == 1
    assert "--data names nowhere, which is no folder" in said.err
