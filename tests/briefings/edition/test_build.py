"""An edition put together from what a workspace has issued."""

import gc
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from karski.briefings.edition import Edition, _charts
from karski.briefings.edition._charts import DONE, DRAWING, draw_charts, place_of
from karski.briefings.edition.build import build
from karski.briefings.edition.publish import publish
from karski.core.errors import MissingDataError
from karski.core.months import month_id
from karski.core.progress import Progress, silent
from karski.core.workspace import Workspace
from karski.forecasts.issue import issue, manifest_of
from karski.panel import country_month
from karski.panel.stock import Stock, gather

MODEL, TARGET = "zero", "deaths_state_based"  # the quickest whose draws are joint
COUNTRIES = (41, 47, 50, 54, 57, 60)  # of the challenge
FIRST, LAST = month_id(2005, 1), month_id(2016, 12)
DAY = date(2017, 1, 20)


@contextmanager
def no_bar(title: str) -> Iterator[Progress]:
    yield silent


def write(folder: Path, last: int) -> Path:
    """Write the challenge's file up to a month."""
    folder.mkdir(exist_ok=True)
    months = np.arange(FIRST, last + 1)
    random = np.random.default_rng(7)
    rows = pl.concat(
        pl.DataFrame(
            {
                "month_id": months,
                "country_id": country,
                "name": "-",
                "ged_sb": random.poisson(3, LAST - FIRST + 3)[: len(months)] * 1.0,
            }
        )
        for country in COUNTRIES
    )
    for old in folder.iterdir():
        old.unlink()
    rows.write_csv(folder / f"cm_ged_sb_2005_{last}.csv")
    return folder


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "workspace")


@pytest.fixture
def stock_to(tmp_path: Path, workspace: Workspace) -> Callable[[int], Stock]:
    """Return the data up to a month, and issue the forecast from it."""

    def made(last: int) -> Stock:
        stock = gather(workspace, write(tmp_path / "data", last), held=False)
        series = stock.series(TARGET)
        panel = country_month.bare(series)
        manifest = manifest_of(panel, MODEL, TARGET, data=series.data, size=4)
        issue(workspace, panel, manifest)
        return stock

    return made


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw four futures, not a thousand."""
    for module in ("_of_deaths", "_earlier"):
        name = f"karski.briefings.edition.{module}.manifest_of"
        monkeypatch.setattr(name, lambda *a, **k: manifest_of(*a, **k, size=4))


def published(workspace: Workspace, stock: Stock, day: date = DAY) -> Edition:
    draft = build(workspace, stock, no_bar, issued=day, model=MODEL)
    return publish(workspace, draft)[0]


def test_it_holds_what_was_issued_and_says_what_is_lacking(
    workspace: Workspace, stock_to: Callable[[int], Stock]
) -> None:
    edition = published(workspace, stock_to(LAST))
    (facts,) = edition.facts.targets
    assert (facts.target, facts.origin, facts.last) == (TARGET, LAST, LAST + 36)
    assert (facts.model, facts.draws, facts.scored) == (MODEL, 4, None)
    assert edition.issued == DAY
    assert not edition.simulated
    why = {each.target: each.why for each in edition.facts.lacking}
    assert why == {
        **dict.fromkeys(("deaths_civilians", "deaths_total"), "no data"),
        **dict.fromkeys(("deaths_non_state", "deaths_one_sided"), "no data"),
        TARGET: "not scored",
        "mk_onset": "no data",
    }
    assert all(each.detail for each in edition.facts.lacking if each.why == "no data")


def test_its_figures_are_those_of_data_and_forecast(
    workspace: Workspace, stock_to: Callable[[int], Stock]
) -> None:
    stock = stock_to(LAST)
    edition, counts = published(workspace, stock), stock.series(TARGET).frame
    assert len(edition.places) == len(COUNTRIES)
    for number in edition.places:
        deaths = edition.country(number).deaths[TARGET]
        own = counts.filter(place=number).sort("month")[TARGET]
        assert [each.deaths for each in deaths.history] == own.tail(60).to_list()
        assert sum(year.deaths for year in deaths.years) == own.sum()
        assert [each.step for each in deaths.ahead] == list(range(1, 37))
        assert {c.probability for c in deaths.chances} == {0.0}
        assert len(deaths.chances) == 9


def test_without_an_earlier_edition_a_month_earlier_is_made_and_says_so(
    workspace: Workspace, stock_to: Callable[[int], Stock]
) -> None:
    edition = published(workspace, stock_to(LAST))
    previous = edition.facts.targets[0].previous
    assert previous is not None
    assert (previous.origin, previous.made_afterwards) == (LAST - 1, True)
    for number in edition.places:
        deaths = edition.country(number).deaths[TARGET]
        assert all(chance.before is not None for chance in deaths.chances)
        assert deaths.newest is not None
        assert (deaths.newest.month, deaths.newest.q95) == (LAST, 0.0)
        assert deaths.newest.deaths == deaths.history[-1].deaths


def test_what_an_earlier_edition_said_stands_beside_the_new_one(
    workspace: Workspace, stock_to: Callable[[int], Stock]
) -> None:
    first = published(workspace, stock_to(LAST - 2))
    second = published(workspace, stock_to(LAST), date(2017, 3, 1))
    previous = second.facts.targets[0].previous
    assert previous is not None
    assert previous.issued == DAY
    assert previous.manifest == first.facts.targets[0].manifest
    newest = second.country(min(second.places)).deaths[TARGET].newest
    assert newest is not None
    assert newest.month == LAST  # two months after what was said before


def test_the_same_data_are_not_compared_with_themselves(
    workspace: Workspace, stock_to: Callable[[int], Stock]
) -> None:
    stock = stock_to(LAST)
    first, again = (published(workspace, stock, day) for day in (DAY, date(2017, 2, 1)))
    assert again.identity == first.identity
    assert again.facts.targets[0].previous == first.facts.targets[0].previous


def test_an_earlier_edition_that_is_spoilt_is_passed_over(
    workspace: Workspace, stock_to: Callable[[int], Stock]
) -> None:
    first = published(workspace, stock_to(LAST - 2))
    (first.folder / "chances.parquet").unlink()
    second = published(workspace, stock_to(LAST), date(2017, 3, 1))
    previous = second.facts.targets[0].previous
    assert previous is not None
    assert previous.made_afterwards


def test_where_nothing_was_issued_there_is_nothing_to_publish(
    workspace: Workspace, tmp_path: Path
) -> None:
    stock = gather(workspace, write(tmp_path / "data", LAST), held=False)
    with pytest.raises(MissingDataError, match="nothing has been issued"):
        build(workspace, stock, no_bar, issued=DAY, model=MODEL)


def test_every_source_is_named_with_its_licence(
    workspace: Workspace, stock_to: Callable[[int], Stock]
) -> None:
    (source,) = published(workspace, stock_to(LAST)).sources
    assert (source.name, source.licence) == ("views_challenge", "CC BY 4.0")
    assert (source.first, source.last, source.of) == (FIRST, LAST, (TARGET,))


@pytest.mark.usefixtures("two_processors")
def test_charts_are_drawn_once_outside_the_sealed_folder(
    workspace: Workspace, stock_to: Callable[[int], Stock]
) -> None:
    edition = published(workspace, stock_to(LAST))
    folder = place_of(workspace, edition)
    assert folder == workspace.folder / "charts" / f"{edition.identity}-{DRAWING}"
    told: list[tuple[int, int]] = []
    draw_charts(edition, folder, lambda done, total: told.append((done, total)))
    assert told[-1] == (len(edition.places) + 1, len(edition.places) + 1)
    charts = ((f"{TARGET}-fan", "violence"), ("wide", "narrow"))
    wanted = {
        f"{place}/{name}-{size}.svg"
        for place in edition.places
        for name in charts[0]
        for size in charts[1]
    }
    drawn = {str(file.relative_to(folder)) for file in folder.rglob("*.svg")}
    assert drawn == wanted
    told.clear()
    draw_charts(edition, folder, lambda done, total: told.append((done, total)))
    assert told == []


def test_charts_are_drawn_anew_where_they_are_drawn_otherwise(
    workspace: Workspace,
    stock_to: Callable[[int], Stock],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    edition = published(workspace, stock_to(LAST))
    before = place_of(workspace, edition)
    monkeypatch.setattr(_charts, "DRAWING", DRAWING + 1)
    assert place_of(workspace, edition) != before


def test_editions_that_are_drawn_leave_the_memory(
    workspace: Workspace, stock_to: Callable[[int], Stock], tmp_path: Path
) -> None:
    edition = published(workspace, stock_to(LAST))
    folders = [tmp_path / "drawn" / name for name in ("one", "two", "three")]
    for folder in folders:
        shutil.copytree(edition.folder, folder)
        assert _charts._read(folder) is _charts._read(folder)
    gc.collect()
    every = [each for each in gc.get_objects() if type(each) is Edition]
    assert [e.folder for e in every if e.folder in folders] == folders[-1:]


def test_a_stopped_drawing_is_taken_up_where_charts_are_missing(
    workspace: Workspace, stock_to: Callable[[int], Stock]
) -> None:
    edition = published(workspace, stock_to(LAST))
    folder = place_of(workspace, edition)
    draw_charts(edition, folder, silent)
    lost = folder / f"{min(edition.places)}" / f"{TARGET}-fan-wide.svg"
    before = lost.read_bytes()
    lost.unlink()
    (folder / DONE).unlink()
    draw_charts(edition, folder, silent)
    assert lost.read_bytes() == before
