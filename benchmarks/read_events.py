"""Speed and memory of reading a file as large as UCDP's global event dataset.

The file is invented: 385,918 events in 49 columns, about 260 MB, a fifth of them with
quoted text of several lines. Promised: under 15 s and 1 GB.
"""

import csv
import multiprocessing
import random
import resource
import time
import zipfile
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from karski.core import places
from karski.core.months import month_id
from karski.sources import ucdp_ged
from karski.sources._source import load

EVENTS = 385_918
START, DAYS = date(1989, 1, 1), 13_149  # to the end of 2024
TEXTS = 37  # columns of text besides those that are read
WORDS = ("killed", "civilians", "said,", "village", "office", "on the", "report")


def write(file: Path) -> None:
    """Write invented events."""
    draw = random.Random(1)  # noqa: S311 -- invented data
    states = [place.number for place in places.existing(month_id(2000, 1))]
    with file.open("w", newline="", encoding="utf-8") as out:
        rows = csv.DictWriter(out, list(_event(0, draw, states)), lineterminator="\n")
        rows.writeheader()
        rows.writerows(_event(number, draw, states) for number in range(EVENTS))


def _event(number: int, draw: random.Random, states: list[int]) -> dict[str, object]:
    day = f"{START + timedelta(days=number * 7919 % DAYS)} 00:00:00.000"
    best = draw.randrange(20)
    texts = {f"text_{i}": " ".join(draw.choices(WORDS, k=2)) for i in range(TEXTS)}
    if number % 5 == 0:
        texts["text_0"] = 'He said: "no",\nand left.'
    return {
        "id": number,
        "type_of_violence": number % 3 + 1,
        **texts,
        "where_prec": number % 7 + 1,
        "latitude": draw.uniform(-60, 70),
        "longitude": draw.uniform(-179, 179),
        "country_id": draw.choice(states),
        "date_start": day,
        "date_end": day,
        "deaths_civilians": best // 2,
        "best": best,
        "high": best + 2,
        "low": best // 2,
    }


def measure(file: Path, answer: "multiprocessing.Queue[tuple[float, float]]") -> None:
    """Read `file`, and say how many seconds and megabytes it took."""
    begun = time.perf_counter()
    reading = load(ucdp_ged.SOURCE, file)
    seconds = time.perf_counter() - begun
    assert not reading.partial, reading.partial
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    answer.put((seconds, peak))


def main() -> None:
    """Print one table: packing, size, seconds, peak memory."""
    with TemporaryDirectory(prefix="karski-") as folder:
        plain = Path(folder) / "GEDEvent_v25_1.csv"
        write(plain)
        packed = Path(folder) / "ged251-csv.zip"
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(plain, plain.name)
        print(f"{'file':<20}{'MB':>8}{'seconds':>10}{'peak MB':>10}")
        for file in (plain, packed):
            context = multiprocessing.get_context("spawn")
            answer = context.Queue()
            process = context.Process(target=measure, args=(file, answer))
            process.start()
            seconds, peak = answer.get()
            process.join()
            size = file.stat().st_size / 1e6
            print(f"{file.name:<20}{size:>8.0f}{seconds:>10.1f}{peak:>10.0f}")


if __name__ == "__main__":
    main()
