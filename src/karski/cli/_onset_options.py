"""What the verbs of ``karski onset`` share: the question asked, and the data for it."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from karski.cli import _stock
from karski.core.errors import MissingDataError
from karski.core.workspace import Workspace
from karski.forecasts.onset import issue
from karski.forecasts.onset._issued import Manifest
from karski.forecasts.onset._question import Question
from karski.forecasts.onset.forward import Kept, first_origin
from karski.panel import onset
from karski.panel._panel import Panel
from karski.panel.stock import Stock


class Target(StrEnum):
    """Whose onsets are forecast."""

    ANY = "mk_onset"
    STATE = "mk_onset_state"


ModelOption: TypeAlias = Annotated[
    str, typer.Option("--model", help="A model of onsets: onset, onset_elastic_net.")
]
TargetOption: TypeAlias = Annotated[
    Target,
    typer.Option(
        "--target",
        help="mk_onset: any mass killing; mk_onset_state: one led by the state.",
    ),
]
HorizonOption: TypeAlias = Annotated[
    int, typer.Option("--horizon", min=1, max=2, help="Years ahead.")
]
YearOption: TypeAlias = Annotated[
    int | None,
    typer.Option(
        "--origin",
        help=r"Last year whose data may be used. \[default: the latest at hand]",
        show_default=False,
    ),
]


@dataclass(frozen=True, slots=True)
class AtHand:
    """The data at hand on onsets, up to an origin."""

    workspace: Workspace
    stock: Stock
    panel: Panel

    def kept(self) -> Kept:
        """Return where forward fits on these data are kept."""
        return issue.kept_in(self.workspace, onset.data_of(self.stock))

    def manifest(self, question: Question) -> Manifest:
        """Say what a forecast from the panel's last year is made from."""
        return issue.manifest_of(
            self.panel,
            question,
            data=onset.data_of(self.stock),
            simulated=self.stock.simulated,
        )


def at_hand(workspace: Path | None, data: Path | None, origin: int | None) -> AtHand:
    """Gather the data and build the panel of onsets, cut at the origin if one is given.

    Raises
    ------
    MissingDataError
        There are no data on onsets, or the origin is not a year of theirs.
    """
    place = Workspace.at(workspace)
    stock = _stock.gather(place, data)
    panel = onset.build(stock)
    return AtHand(place, stock, panel if origin is None else _cut(panel, origin))


def _cut(panel: Panel, origin: int) -> Panel:
    first, last = int(panel.times[0]), panel.as_of
    if not first <= origin <= last:
        raise MissingDataError(
            f"onsets cannot be forecast from {origin}: the data cover {first} to"
            f" {last}; give a year from {first_origin(panel) + 1} to {last}"
        )
    return panel.at(origin)
