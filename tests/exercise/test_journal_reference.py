"""The page on journals names every kind of event, and who brings it about."""

from pathlib import Path

from karski.exercise.events import DERIVED, EITHER, Kind

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "exercise-journals.md"


def test_the_page_on_journals_names_every_kind_of_event() -> None:
    rows = [
        row.split("|")[1] for row in PAGE.read_text("utf-8").splitlines() if "|" in row
    ]
    for kind in Kind:
        (row,) = [row for row in rows if f"`{kind}`" in row]
        assert (f"`{kind}`*" in row) is (kind not in DERIVED | EITHER)
        assert ("by hand*" in row) is (kind in EITHER)
