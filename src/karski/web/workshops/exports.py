"""Candidates as a table."""

import pycountry

from karski.web.workshops.models import Candidate, Workshop
from karski.web.workshops.queries.candidates import scored

PLAIN = (
    *("id", "plant", "country", "region", "sector", "gender", "institution"),
    *("experience", "languages", "attended", "origin", "standing", "score", "reviews"),
)
NAMED = ("name", "email", "language", "position", "motivation")


def rows(
    workshop: Workshop, *, names: bool, points: bool = True
) -> list[tuple[str, ...]]:
    """Return column names and candidates, by plants; points unless they are sealed."""
    columns = (*PLAIN, *NAMED) if names else PLAIN
    found = scored(workshop).order_by("alias")
    return [columns, *(_row(each, names=names, points=points) for each in found)]


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
