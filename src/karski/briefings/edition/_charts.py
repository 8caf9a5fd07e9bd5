"""Where an edition's charts are drawn: once, when it is published."""

from collections.abc import Iterator
from pathlib import Path

from karski.briefings.edition.edition import Edition
from karski.core.progress import Progress
from karski.core.workspace import Workspace

CHARTS = "charts"
BY_TARGET = ("history", "fan", "chances")  # of each count of people killed
BY_HORIZON = ("drivers",)  # of each horizon of onsets


def place_of(workspace: Workspace, edition: Edition) -> Path:
    """Return the folder of an edition's charts; it lies outside the sealed folder.

    So those of the bundled edition are drawn into the workspace too.
    """
    return workspace.folder / CHARTS / edition.identity


def charts_of(edition: Edition, place: int) -> Iterator[str]:
    """Yield the names of the charts of a country."""
    country = edition.country(place)
    for target in country.deaths:
        for chart in BY_TARGET:
            yield f"{place}/{target}-{chart}"
    for horizon in country.onsets:
        for chart in BY_HORIZON:
            yield f"{place}/onset-{horizon}-{chart}"


def draw_charts(edition: Edition, folder: Path, tell: Progress) -> None:
    """Draw an edition's charts into a folder: none yet."""
    _ = edition, folder
    tell(0, 0)
