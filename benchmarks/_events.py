"""A file like UCDP's global one: its columns, its length in rows and in bytes."""

from pathlib import Path

import numpy as np
import polars as pl

from karski.core import places
from karski.core.months import month_id

EVENTS, CHUNK = 386_000, 20_000
SEED = 11
FIRST, LAST = "1989-01-01", "2024-12-30"  # a day before the end: some last two days
WORDS = 8  # of filler in a text, so that 386,000 rows take 260 MB
TEXTS = ("source_article", "source_headline", "source_original", "where_description")
FIXED: dict[str, object] = {
    "active_year": True,
    "code_status": "Clear",
    "number_of_sources": 2,
    "source_office": "News agency",
    "source_date": "2010-01-01",
    "where_prec": 1,
    "adm_1": "Northern province",
    "adm_2": "Upper district",
    "region": "Africa",
    "event_clarity": 1,
    "date_prec": 1,
    "gwnoa": 1,
    "gwnob": None,
}
NUMBERED = ("conflict_dset_id", "conflict_new_id", "dyad_dset_id", "dyad_new_id")
SIDES = ("side_a_dset_id", "side_a_new_id", "side_b_dset_id", "side_b_new_id")
NAMED = ("conflict_name", "dyad_name", "side_a", "side_b", "where_coordinates")


def write(folder: Path) -> None:
    """Write ``GEDEvent_v25_1.csv``."""
    random = np.random.default_rng(SEED)
    with (folder / "GEDEvent_v25_1.csv").open("wb") as file:
        for start in range(0, EVENTS, CHUNK):
            rows = min(CHUNK, EVENTS - start)
            _chunk(random, start, rows).write_csv(file, include_header=start == 0)


def _chunk(random: np.random.Generator, start: int, rows: int) -> pl.DataFrame:
    lived = [p for p in places.existing(month_id(1989, 1)) if p.last is None]
    place = random.integers(0, len(lived), rows)
    number = np.arange(start, start + rows)
    return _deaths(random, rows).with_columns(
        *(pl.lit(value).alias(name) for name, value in FIXED.items()),
        *_texts(random, rows),
        pl.Series("id", number),
        pl.Series("relid", [f"ABC-{n}-1-2-3" for n in number]),
        pl.Series("type_of_violence", random.integers(1, 4, rows)),
        pl.Series("country", [lived[i].name for i in place]),
        pl.Series("country_id", [lived[i].number for i in place]),
        *_where(random, rows),
        *_when(random, rows),
    )


def _deaths(random: np.random.Generator, rows: int) -> pl.DataFrame:
    best = np.floor(random.pareto(1.1, rows)).clip(max=50_000).astype(int)
    part = random.multinomial(best, [0.3, 0.3, 0.3, 0.1])
    names = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
    return pl.DataFrame(part, schema=list(names)).with_columns(
        pl.Series("best", best),
        pl.Series("low", best // 2),
        pl.Series("high", best + random.poisson(1, rows)),
    )


def _texts(random: np.random.Generator, rows: int) -> list[pl.Series]:
    words = np.array(["army", '"rebels"', "village, town", "killed", "Agence", "né"])
    long = [" ".join(row) for row in words[random.integers(0, 6, (rows, WORDS))]]
    number = random.integers(1, 900, rows)
    short = [f"Government of Somewhere - {n}" for n in number]
    return [
        *(pl.Series(name, long) for name in TEXTS[:2]),
        *(pl.Series(name, [text[:60] for text in long]) for name in TEXTS[2:]),
        *(pl.Series(name, number) for name in (*NUMBERED, *SIDES)),
        *(pl.Series(name, short) for name in NAMED),
    ]


def _where(random: np.random.Generator, rows: int) -> list[pl.Series]:
    latitude, longitude = random.uniform(-55, 70, rows), random.uniform(-180, 180, rows)
    cell = np.floor((latitude + 90) * 2) * 720 + np.floor((longitude + 180) * 2) + 1
    points = zip(longitude, latitude, strict=True)
    return [
        pl.Series("latitude", latitude.round(6)),
        pl.Series("longitude", longitude.round(6)),
        pl.Series("geom_wkt", [f"POINT ({x:.6f} {y:.6f})" for x, y in points]),
        pl.Series("priogrid_gid", cell.astype(int)),
    ]


def _when(random: np.random.Generator, rows: int) -> list[pl.Series]:
    first, last = np.datetime64(FIRST), np.datetime64(LAST)
    start = first + random.integers(0, int((last - first).astype(int)) + 1, rows)
    end = start + random.integers(0, 2, rows)
    texts = [np.datetime_as_string(day) for day in (start, end)]
    return [
        pl.Series("year", [int(day[:4]) for day in texts[0]]),
        pl.Series("date_start", [f"{day} 00:00:00.000" for day in texts[0]]),
        pl.Series("date_end", [f"{day} 00:00:00.000" for day in texts[1]]),
    ]
