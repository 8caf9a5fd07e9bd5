"""A small pack, and journals written event by event."""

from pathlib import Path

import pytest

from karski.exercise.packs.pack import Pack
from karski.exercise.packs.reading import parse_pack

SMALL = Path(__file__).parents[2] / "web" / "exercises" / "small.yaml"


@pytest.fixture(scope="session")
def pack() -> Pack:
    """Four seats: interior and press in the capital, envoy and monitor in the field."""
    return parse_pack(SMALL.read_text("utf-8"), SMALL.name)
