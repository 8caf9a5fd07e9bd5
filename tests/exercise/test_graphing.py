"""What waits for what in a pack, and the numbers of its injects."""

import pytest

from exercise.packs_made import SMALL_TEXT
from karski.exercise.graphing import MOST_COLUMNS, Edge, graph
from karski.exercise.numbering import numbers
from karski.exercise.packs.pack import Pack
from karski.exercise.packs.reading import names, parse_pack, shipped


@pytest.fixture(scope="module")
def small() -> Pack:
    return parse_pack(SMALL_TEXT, "small.yaml")
