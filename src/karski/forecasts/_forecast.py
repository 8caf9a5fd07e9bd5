"""What an issued forecast is."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

import numpy as np
import rfc8785
from numpy.typing import NDArray

from karski.core.months import label


@dataclass(frozen=True, slots=True)
class Manifest:
    """All that a forecast was made from; the same manifest means the same bytes.

    Attributes
    ----------
    model, target : str
    origin : int
        The last month whose data were used.
    steps, size, seed : int
        Months ahead, draws of each, and the seed of the random numbers.
    joint : bool
        Whether draw k over the steps is one possible future.
    data : tuple of mapping
        Source, version and SHA-256 of every snapshot the panel was built from.
    version, software : str
        Karski's version, and the fingerprint of the code that drew.
    simulated : bool
        Whether the places are invented.
    """

    model: str
    target: str
    origin: int
    steps: int
    size: int
    seed: int
    joint: bool
    data: tuple[Mapping[str, str], ...]
    version: str
    software: str
    simulated: bool = False

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
        return f"{self.model} of {self.target} from {label(self.origin)}"


@dataclass(frozen=True, slots=True)
class Forecast:
    """Draws of the future, and where they come from.

    Attributes
    ----------
    places : array of int32, shape (places,)
    draws : array of int32, shape (places, steps, size)
        Counts [people / month]; step 1 is the month after ``manifest.origin``.
    """

    manifest: Manifest
    places: NDArray[np.int32]
    draws: NDArray[np.int32]

    @property
    def months(self) -> NDArray[np.int32]:
        """Return the months forecast, shape (steps,)."""
        first = self.manifest.origin + 1
        return np.arange(first, first + self.manifest.steps, dtype=np.int32)
