"""What all tests share."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

HERE = Path(__file__).resolve()

# a busy machine is slow at times; that is no failure of the code under test
settings.register_profile("karski", deadline=None)
settings.load_profile("karski")


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of producers' files, or a skip that says what is absent."""
    places = [os.environ.get("KARSKI_DATA"), HERE.parents[2] / "shared" / "data"]
    for folder in (Path(place) for place in places if place):
        if folder.is_dir():
            return folder
    pytest.skip("no producers' files: set KARSKI_DATA to the folder that holds them")
