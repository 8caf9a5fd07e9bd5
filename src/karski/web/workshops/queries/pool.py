"""Candidates as the rules see them: a table of aliases, the same on any machine."""

import csv
import hashlib
import io
from collections.abc import Iterable, Sequence

import pycountry

from karski.core.cells import guarded
from karski.selection.candidates import Candidate as Entry
from karski.web.workshops.models import Candidate, Selection, Workshop
from karski.web.workshops.queries.candidates import eligible

COLUMNS = (
    *("id", "country", "sector", "gender", "institution", "score"),
    *("region", "experience", "attended", "key"),
)
DIGITS = 6  # of a score: what the rules count in


def host(workshop: Workshop) -> str:
    """Return the three letters of the country that a workshop is held in."""
    return three_letters(workshop.country)


def three_letters(country: str) -> str:
    """Return the three letters of a country, of its two.

    Examples
    --------
    >>> three_letters("SK")
    'SVK'
    """
    found = pycountry.countries.get(alpha_2=country)
    assert found is not None, "a country was checked when it was given"
    return str(found.alpha_3)


def entries(workshop: Workshop) -> list[Entry]:
    """Return those who can be selected, each under their alias."""
    return [entry(row, vars(row)["mean_points"]) for row in eligible(workshop)]


def entries_of(selection: Selection) -> list[Entry]:
    """Return those a selection was made from, with the scores of then."""
    rows = selection.results.select_related("candidate")
    return [entry(row.candidate, row.score) for row in rows]


def entry(row: Candidate, score: float | None) -> Entry:
    """Return a candidate as the rules see them; nothing in it is a name."""
    return Entry(
        id=row.alias,
        country=three_letters(row.country),
        sector=row.sector,
        gender=row.gender or None,
        institution=_plain(row.institution),
        score=None if score is None else round(score, DIGITS),
        region=_plain(row.region),
        experience=row.experience or None,
        attended=row.attended,
        more={"key": row.public_id.hex},
    )


def _plain(text: str) -> str | None:
    """Return a text as a cell that no spreadsheet takes for a formula."""
    return guarded(" ".join(text.split())) or None


def table(pool: Sequence[Entry]) -> str:
    """Write candidates as CSV, in the order of their aliases."""
    lines = [_line(COLUMNS), *lines_of(pool)]
    return "".join(f"{line}\n" for line in lines)


def lines_of(pool: Iterable[Entry]) -> list[str]:
    """Return a line of CSV for each candidate, in the order of their aliases."""
    return [_line(_cells(each)) for each in sorted(pool, key=lambda one: one.id)]


def _cells(each: Entry) -> list[object]:
    return [
        *(each.id, each.country, each.sector, each.gender, each.institution),
        *(each.score, each.region, each.experience, each.attended, each.more["key"]),
    ]


def _line(cells: Iterable[object]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="").writerow(cells)
    return written.getvalue()


def sha256(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def digests(pool: Iterable[Entry]) -> dict[str, str]:
    """Return the digest of each candidate's line, by alias.

    A line holds a long random key, so that nobody can guess what a digest stands for.
    """
    ordered = sorted(pool, key=lambda one: one.id)
    lines = lines_of(ordered)
    return {each.id: sha256(line) for each, line in zip(ordered, lines, strict=True)}
