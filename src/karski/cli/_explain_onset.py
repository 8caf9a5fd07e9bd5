"""The part of ``karski explain`` that says where a new mass killing may begin."""

from collections.abc import Mapping
from typing import Any

from karski.cli import _onset_words
from karski.cli._onset_options import AtHand
from karski.cli._terminal import out
from karski.core.errors import MissingDataError
from karski.core.places import Place
from karski.core.workspace import Workspace
from karski.forecasts.onset import store
from karski.forecasts.onset._question import Question
from karski.panel import onset
from karski.panel.stock import Stock


def told(work: Workspace, stock: Stock, place: Place) -> dict[str, Any]:
    """Return the issued onset forecast of a country; none is made.

    Returns
    -------
    dict
        ``onset``: as `karski.cli._onset_words.told`, or None; ``onset_lacking``: why
        there can be none, or None.
    """
    try:
        hand = AtHand(work, stock, onset.build(stock))
        folder = store.place_of(work, hand.manifest(Question()))
        if not store.is_there(folder):
            return {"onset": None, "onset_lacking": None}
        issued = store.read(folder)
        story = _onset_words.story(issued, place.number)
    except MissingDataError as error:
        return {"onset": None, "onset_lacking": str(error)}
    return {"onset": _onset_words.told(story, issued), "onset_lacking": None}


def tell(document: Mapping[str, Any], place: Place) -> None:
    """Print the paragraph on onsets, or how to get it, or why it cannot be had."""
    out.print("Where a new mass killing may begin:")
    if document["onset"] is not None:
        out.print(document["onset"]["text"], markup=False)
    elif document["onset_lacking"] is not None:
        out.print(f"  not forecast: {document['onset_lacking']}", markup=False)
    else:
        out.print(
            f"  no forecast has been issued from these data;"
            f" `karski onset explain {place.iso3 or place.number}` makes one and tells"
            " it.",
            markup=False,
        )
