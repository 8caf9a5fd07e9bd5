import os
from pathlib import Path

import pytest

HERE = Path(__file__).resolve()


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of producers' files, or a skip that says what is absent."""
    places = [os.environ.get("KARSKI_DATA"), HERE.parents[3] / "shared" / "data"]
    for folder in (Path(place) for place in places if place):
        if folder.is_dir():
            return folder
    pytest.skip("no producers' files: set KARSKI_DATA to the folder that holds them")
