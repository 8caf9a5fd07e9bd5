"""What an issued forecast of onsets is."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

import polars as pl
import rfc8785

from karski.forecasts.onset._question import Question

MEANINGS: Mapping[str, str] = {
    "mk_onset": "a new mass killing",
    "mk_onset_state": "a new mass killing led by the state",
}


@dataclass(frozen=True, slots=True)
class Manifest:
    """All that a forecast of onsets was made from; equal manifests, equal bytes.

    Attributes
    ----------
    model, target : str
    horizon : int
        Years after `origin` in one of which an onset counts.
    origin : int
        The base year: the last year whose data were used.
    draws, seed : int
        Weightings drawn for the intervals, and the seed of all random numbers.
    data : tuple of mapping
        Source, version and SHA-256 of every snapshot the panel was built from.
    version, software : str
        Karski's version, and the fingerprint of the code.
    simulated : bool
        Whether the places are invented.
    """

    model: str
    target: str
    horizon: int
    origin: int
    draws: int
    seed: int
    data: tuple[Mapping[str, str], ...]
    version: str
    software: str
    simulated: bool = False

    @property
    def question(self) -> Question:
        """Return what was asked."""
        return Question(self.model, self.target, self.horizon, self.seed)

    @property
    def years(self) -> tuple[int, ...]:
        """Return the years forecast."""
        return tuple(self.origin + ahead for ahead in range(1, self.horizon + 1))

    def document(self) -> dict[str, Any]:
        """Return the manifest as JSON values."""
        fields = asdict(self)
        fields["data"] = [dict(snapshot) for snapshot in self.data]
        return fields

    @property
    def identity(self) -> str:
        """Return the SHA-256 of the manifest's canonical JSON (RFC 8785)."""
        return sha256(rfc8785.dumps(self.document())).hexdigest()

    def __str__(self) -> str:
        years = " or ".join(str(year) for year in self.years)
        return f"{MEANINGS.get(self.target, self.target)} in {years}, by {self.model}"


@dataclass(frozen=True, slots=True, eq=False)
class Issued:
    """A forecast of onsets, and what it rests on.

    Attributes
    ----------
    manifest : Manifest
    risks : polars.DataFrame
        place, ccode, risk, low, high [1], rank, rank_low, rank_high, log_odds; by rank.
        `low` to `high` and the ranks between hold 90 % of the draws, and the forecast.
    reasons : polars.DataFrame
        Of `karski.forecasts.onset._reasons.reasons`, this year's model and last year's.
    resemblance : polars.DataFrame
        Of `karski.forecasts.onset._reasons.resemblance`.
    cases : polars.DataFrame
        place, year, every predictor (the calendar year as ``calendar``) and
        ``onset_1``, ``onset_2``: what came one and two years later; null if not known.
    lacking : polars.DataFrame
        place, missing: states of the base year without a risk, and what they lack.
    """

    manifest: Manifest
    risks: pl.DataFrame
    reasons: pl.DataFrame
    resemblance: pl.DataFrame
    cases: pl.DataFrame
    lacking: pl.DataFrame
