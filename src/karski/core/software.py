"""Which software made a forecast, to the byte."""

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

import karski

SCIENCE = ("core", "sources", "panel", "models", "forecasts")
ARITHMETIC = (
    "lightgbm",
    "numpy",
    "polars",
    "scikit-learn",
    "scipy",
)  # another release may round otherwise


@cache
def fingerprint() -> str:
    """Return a SHA-256 of the code, and the libraries, that draws depend on.

    Two forecasts with equal inputs and equal fingerprints have equal bytes.
    """
    return _digest(*SCIENCE)


@cache
def scoring_fingerprint() -> str:
    """Return a SHA-256 of all that draws and their scores depend on."""
    return _digest(*SCIENCE, "evaluation")


def _digest(*storeys: str) -> str:
    digest = hashlib.sha256()
    package = Path(karski.__file__).parent
    for name in storeys:
        for file in sorted((package / name).rglob("*")):
            if file.suffix in {".py", ".csv"}:
                digest.update(file.relative_to(package).as_posix().encode())
                digest.update(file.read_bytes())
    for library in ARITHMETIC:
        digest.update(f"{library} {version(library)}".encode())
    return digest.hexdigest()
