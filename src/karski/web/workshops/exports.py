"""Candidates as a table that a spreadsheet opens and does not run."""

import csv
import io
from collections.abc import Iterable

import pycountry

from karski.web.workshops.models import Candidate, Workshop
from karski.web.workshops.queries.candidates import scored

# a spreadsheet takes a cell that begins with one of these for a formula
RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001 -- these signs are meant
PLAIN = (
    *("id", "plant", "country", "region", "sector", "gender", "institution"),
    *("experience", "languages", "attended", "origin", "standing", "score", "reviews"),
)
NAMED = ("name", "email", "language", "position", "motivation")


def guarded(cell: str) -> str:
    """Mark a cell that a spreadsheet would run.

    Examples
    --------
    >>> guarded("=1+1"), guarded("Ana")
    ("'=1+1", 'Ana')
    """
    return f"'{cell}" if cell.startswith(RUNS) else cell


def unguarded(cell: str) -> str:
    """Undo `guarded`.

    Examples
    --------
    >>> unguarded("'=1+1"), unguarded("'s Gravenhage")
    ('=1+1', "'s Gravenhage")
    """
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(RUNS) else cell


def rows(
    workshop: Workshop, *, names: bool, points: bool = True
) -> list[tuple[str, ...]]:
    """Return column names and candidates, by plants; points unless they are sealed."""
    columns = (*PLAIN, *NAMED) if names else PLAIN
    found = scored(workshop).order_by("alias")
    return [columns, *(_row(each, names=names, points=points) for each in found)]


def as_csv(table: Iterable[tuple[str, ...]]) -> str:
    """Return a table as CSV, every cell guarded."""
    text = io.StringIO()
    csv.writer(text).writerows(tuple(guarded(cell) for cell in row) for row in table)
    return text.getvalue()


def _three_letters(code: str) -> str:
    country = pycountry.countries.get(alpha_2=code)
    return country.alpha_3 if country else code


def _row(candidate: Candidate, *, names: bool, points: bool) -> tuple[str, ...]:
    mean = vars(candidate)["mean_points"] if points else None
    plain = (
        str(candidate.public_id),
        candidate.alias,
        _three_letters(candidate.country),
        candidate.region,
        candidate.sector,
        candidate.gender,
        candidate.institution,
        candidate.experience,
        " ".join(candidate.languages),
        str(candidate.attended),
        candidate.origin,
        candidate.standing,
        "" if mean is None else f"{mean:.4g}",
        str(vars(candidate)["reviews"]),
    )
    named = tuple(str(getattr(candidate, name)) for name in NAMED)
    return (*plain, *named) if names else plain
