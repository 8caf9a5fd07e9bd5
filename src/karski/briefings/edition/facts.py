"""What an edition is made from: what stands in its ``edition.json``."""

from datetime import date
from hashlib import sha256
from typing import Any, Literal

import rfc8785

from karski.core.documents import Document, Words

SCHEMA = 1  # raised when what stands in an edition changes its meaning or its name

Why = Literal["no data", "not issued", "not scored", "no peer"]
WHY: dict[Why, str] = {
    "no data": "The data at hand do not hold it.",
    "not issued": "No forecast of it has been issued from these data.",
    "not scored": "No back-test of it is at hand.",
    "no peer": "The forecasts of the Early Warning Project are not at hand.",
}
"""Msgids: why something is not in an edition."""


class Snapshot(Document):
    """One file of a producer, as read."""

    source: Words
    version: str
    file: str
    sha256: Words


class Earlier(Document):
    """The forecast that a new one is compared with.

    Attributes
    ----------
    origin : int
        The last month (or year) whose data it used.
    manifest : str
        Its identity.
    issued : date or None
        The day of the edition that held it; None for one made afterwards.
    """

    origin: int
    manifest: Words
    issued: date | None

    @property
    def made_afterwards(self) -> bool:
        """Whether it was not said at the time, but made later from the same data."""
        return self.issued is None


class Scored(Document):
    """The forecasts of the past that a record holds.

    Attributes
    ----------
    first, last : int
        Years forecast.
    step_first, step_last : int
        Months ahead of the origin that scores by month speak of.
    """

    first: int
    last: int
    step_first: int
    step_last: int


class TargetFacts(Document):
    """A forecast of deaths in an edition.

    Attributes
    ----------
    target : str
        Such as ``deaths_civilians``.
    meaning : str
        A msgid, as in `karski.panel.targets`.
    model : str
    origin, last : int
        The last month whose data were used, and the last month forecast.
    draws : int
        Futures drawn for each place.
    manifest, software : str
        The forecast's identity, and the fingerprint of the code that drew.
    data : tuple of Snapshot
    previous : Earlier or None
    scored : Scored or None
        None where no back-test is at hand.
    """

    target: Words
    meaning: Words
    model: Words
    origin: int
    last: int
    draws: int
    manifest: Words
    software: Words
    data: tuple[Snapshot, ...]
    previous: Earlier | None
    scored: Scored | None


class OnsetFacts(Document):
    """A forecast of onsets in an edition.

    Attributes
    ----------
    target : {"mk_onset"}
    horizon : {1, 2}
        Years ahead.
    model : str
    origin : int
        The base year: the last year whose data were used.
    years : tuple of int
        The years in one of which an onset would count.
    countries : int
        How many are forecast.
    average : float
        The risk of the average country, in [0, 1].
    previous : Earlier or None
        The same model one base year earlier, as it would have been.
    record : tuple of int, or None
        First and last year of the forecasts of the past.
    """

    target: Words
    horizon: Literal[1, 2]
    model: Words
    origin: int
    years: tuple[int, ...]
    countries: int
    average: float
    manifest: Words
    software: Words
    data: tuple[Snapshot, ...]
    previous: Earlier | None
    record: tuple[int, int] | None


class SourceFacts(Document):
    """A source that figures of the edition rest on; what must be said beside them.

    Attributes
    ----------
    name : str
        In the catalogue of sources; ``ewp_forecasts`` for the peer's forecasts.
    sha256 : str
        Of the file; "" of the peer's forecasts.
    of : tuple of str
        Targets that rest on it.
    period : {"month", "year"}
        What `first` and `last` count: the span of the file.
    """

    name: Words
    title: Words
    producer: Words
    url: str
    licence: Words
    citation: Words
    version: str
    file: str
    sha256: str
    period: Literal["month", "year"]
    first: int
    last: int
    of: tuple[str, ...]


class Lacking(Document):
    """What is not in the edition, and why.

    Attributes
    ----------
    target : str
    horizon : int or None
        Of onsets.
    why : str
        A key of `WHY`.
    detail : str
        What the software said, in English; may be "".
    """

    target: Words
    horizon: int | None = None
    why: Why
    detail: str = ""


class Facts(Document):
    """What an edition is, and what it is made from.

    Attributes
    ----------
    schema_version : int
    identity : str
        SHA-256 of all the rest in canonical JSON (RFC 8785); the digests of the files
        are in it, so it names every figure.
    issued : date
    number : int
        1 for the first edition of that day in its workspace, 2 for the next.
    version : str
        Karski's.
    simulated : bool
        Whether these countries are invented.
    targets : tuple of TargetFacts
        Civilians first.
    onsets : tuple of OnsetFacts
        By horizon.
    sources : tuple of SourceFacts
    lacking : tuple of Lacking
    files : dict of str to str
        The SHA-256 of each file.
    """

    schema_version: int
    identity: Words
    issued: date
    number: int
    version: Words
    simulated: bool
    targets: tuple[TargetFacts, ...]
    onsets: tuple[OnsetFacts, ...]
    sources: tuple[SourceFacts, ...]
    lacking: tuple[Lacking, ...]
    files: dict[str, str]

    def target(self, name: str) -> TargetFacts | None:
        """Return the facts of a forecast of deaths, or None if it is not in it."""
        return next((each for each in self.targets if each.target == name), None)

    def onset(self, horizon: int) -> OnsetFacts | None:
        """Return the facts of a forecast of onsets, or None if it is not in it."""
        return next((each for each in self.onsets if each.horizon == horizon), None)

    @property
    def name(self) -> str:
        """Return what the edition's folder is called: the day, and its identity."""
        return f"{self.issued.isoformat()}-{self.identity[:12]}"

    @property
    def content(self) -> str:
        """Return a digest of all but the day: equal if nothing else has changed."""
        day = {"identity", "issued", "number"}
        return digest(self.model_dump(mode="json", exclude=day))


def digest(document: dict[str, Any]) -> str:
    """Return the SHA-256 of a document's canonical JSON."""
    return sha256(rfc8785.dumps(document)).hexdigest()


def identity_of(facts: Facts) -> str:
    """Return what an edition's identity must be."""
    return digest(facts.model_dump(mode="json", exclude={"identity"}))
