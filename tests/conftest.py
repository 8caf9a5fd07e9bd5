"""What all tests share."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

from karski.sources import simulated_onsets

HERE = Path(__file__).resolve()

# a busy machine is slow at times; that is no failure of the code under test
settings.register_profile("karski", deadline=None)
settings.load_profile("karski")


# -- on all processors at once: `pytest -n auto` --------------------------------------

BROWSER = "tests/browser/"
ALONE = ("POLARS_MAX_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Have a worker for each processor that this process may use."""
    return len(os.sched_getaffinity(0))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes(specs: list[Any]) -> None:
    """Start each worker with one thread in every library: the others want theirs."""
    for spec in specs:
        spec.env.update(dict.fromkeys(ALONE, "1"))


class Neighbours(LoadScopeScheduling):  # type: ignore[misc] # it ships no types
    """Keeps a file's tests together, and all in a browser: what they share is dear."""

    def _split_scope(self, nodeid: str) -> str:
        return BROWSER if nodeid.startswith(BROWSER) else nodeid.partition("::")[0]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Neighbours | None:  # noqa: ANN401 -- its own
    """Give workers whole files, under the option that says so."""
    together = config.getvalue("dist") == "loadfile"
    return Neighbours(config, log) if together else None


@pytest.fixture(scope="session", autouse=True)
def _a_processor_each() -> Iterator[None]:
    """Keep what spreads over processors to a worker's own."""
    with pytest.MonkeyPatch.context() as patch:
        if "PYTEST_XDIST_WORKER" in os.environ:
            patch.setattr(os, "sched_getaffinity", lambda _: {0})
        yield


@pytest.fixture
def one_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep work in this process: others take seconds to begin."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0})


@pytest.fixture
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have work done in processes of its own, however many tests run at once."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of producers' files, or a skip that says what is absent."""
    places = [os.environ.get("KARSKI_DATA"), HERE.parents[2] / "shared" / "data"]
    for folder in (Path(place) for place in places if place):
        if folder.is_dir():
            return folder
    pytest.skip("no producers' files: set KARSKI_DATA to the folder that holds them")


# -- onsets: countries that are real, in years that were not --------------------------

STATES = (  # numbers of the Correlates of War project; here the same as ours
    *(2, 20, 40, 41, 70, 90, 91, 100, 101, 130, 135, 230, 432, 475, 483, 500),
    *(517, 540, 560, 645, 750, 770, 775, 780, 850),
)
SEED, FIRST, YEARS = 3, 1986, 28


@pytest.fixture(scope="session")
def onset_years() -> pl.DataFrame:
    """25 states, 1986-2013, in the layout of the prepared file; who led besides.

    What they live through is the simulated world's, moved to other names and years.
    In 2013 Chad lacks its population, and in 2000 Cuba its growth. Of its onsets, those
    in years that three divides are led by no state.
    """
    world = simulated_onsets.simulate(SEED, YEARS).frame()
    invented = world["place"].unique().sort()[: len(STATES)]
    moved = world.filter(pl.col("place").is_in(invented.to_list())).with_columns(
        pl.col("place").replace_strict(invented, STATES, return_dtype=pl.Int32),
        pl.col("year") + FIRST - simulated_onsets.FIRST,
    )
    late = (pl.col("place") == 483) & (pl.col("year") == FIRST + YEARS - 1)
    gap = (pl.col("place") == 40) & (pl.col("year") == 2000)
    onset = pl.col("mk_onset")
    return moved.sort("place", "year").with_columns(
        pl.col("year").cast(pl.Float64).pow(2).alias("year_sq"),
        pl.when(~late).then("popsize.log2").alias("popsize.log2"),
        pl.when(~gap).then("gdppcgrowth").alias("gdppcgrowth"),
        onset.shift(-1).over("place").alias("mk_onset_1"),
        onset.shift(-2).over("place").alias("mk_onset_2"),
        pl.lit(0).alias("mk_onset_1or2"),
        (onset * (pl.col("year") % 3 != 0)).alias("mk_onset_state"),
    )


@pytest.fixture
def onset_folder(tmp_path: Path, onset_years: pl.DataFrame) -> Callable[..., Path]:
    """Write a folder with a prepared file, changed as told; perhaps the list too."""

    def write(
        change: Callable[[pl.DataFrame], pl.DataFrame] = lambda table: table,
        *,
        episodes: bool = False,
    ) -> Path:
        folder = tmp_path / "onsets"
        folder.mkdir(exist_ok=True)
        table = change(onset_years)
        prepared = table.drop("mk_onset_state").rename({"place": "ccode"})
        prepared.write_csv(folder / "prepared.csv")
        if episodes:
            episodes_of(table).write_csv(folder / "episodes.csv")
        return folder

    return write


def episodes_of(table: pl.DataFrame) -> pl.DataFrame:
    """Return the list of mass killings that tells who led each onset."""
    state = pl.col("mk_onset_state") == 1
    return table.filter(pl.col("mk_onset") == 1).select(
        country=pl.lit("-"),
        mk_event_code=pl.format("{}-{}", "place", "year"),
        **{
            "State-Led or Non-State-Led": pl.when(state)
            .then(pl.lit("State-Led"))
            .otherwise(pl.lit("Non-State-Led"))
        },
        startyear="year",
        endyear=pl.lit(FIRST + YEARS - 1),
        mk_number_eth_groups=pl.lit(0),
        mk_location_cow="place",
        mk_location_inheritor1="place",
        mk_location_inheritor2=pl.lit(None, pl.Int32),
        mk_repsonsible_state_cow="place",
        mk_repsonsible_state_inheritor1=pl.lit(None, pl.Int32),
        mk_repsonsible_state_inheritor2=pl.lit(None, pl.Int32),
    )
