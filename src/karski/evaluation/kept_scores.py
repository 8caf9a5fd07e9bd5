"""The scores of the standing back-test, kept with what they were made from."""

import json
from pathlib import Path

import polars as pl

from karski.core.files import sha256, whole, write_json
from karski.core.software import scoring_fingerprint
from karski.panel.series import Series


def key(series: Series) -> str:
    """Say what scores were made from: the data's hashes, and the code's."""
    return f"{hashes(series)} {scoring_fingerprint()}"


def keep_scores(
    folder: Path, target: str, scores: pl.DataFrame, sums: pl.DataFrame, key: str
) -> None:
    """Write a back-test's scores to read on, and beside them what they were made from.

    Parameters
    ----------
    folder : pathlib.Path
        ``<target>_months.parquet``, ``<target>_sums.parquet`` and ``<target>.json``
        are written there.
    target : str
    scores, sums : polars.DataFrame
    key : str
        As `key` gives it; `kept_sums` and `kept_months` find them by it.
    """
    digests = {}
    for name, table in {"months": scores, "sums": sums}.items():
        file = folder / f"{target}_{name}.parquet"
        with whole(file) as draft:
            table.write_parquet(draft)
        digests[file.name] = sha256(file)
    write_json(folder / f"{target}.json", {"key": key, "files": digests})


def kept_sums(folder: Path, target: str, key: str) -> pl.DataFrame | None:
    """Return the sums that `keep_scores` wrote, or None.

    None where there are none, they were made from something else, or they are not
    what was written.
    """
    return _kept(folder, target, "sums", key)


def kept_months(folder: Path, target: str, key: str) -> pl.DataFrame | None:
    """Return the scores by month that `keep_scores` wrote, or None, as `kept_sums`."""
    return _kept(folder, target, "months", key)


def hashes(series: Series) -> str:
    """Say which data a series was made from."""
    return " ".join(facts["sha256"] for facts in series.data)


def _kept(folder: Path, target: str, name: str, key: str) -> pl.DataFrame | None:
    file = folder / f"{target}_{name}.parquet"
    try:
        document = json.loads((folder / f"{target}.json").read_text("utf-8"))
        written = {"key": key, "digest": sha256(file)}
    except (OSError, ValueError):  # ValueError: no text, or no JSON
        return None
    if not isinstance(document, dict) or not isinstance(document.get("files"), dict):
        return None
    found = {"key": document.get("key"), "digest": document["files"].get(file.name)}
    return pl.read_parquet(file) if found == written else None
