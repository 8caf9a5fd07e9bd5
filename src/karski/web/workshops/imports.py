"""From a list to candidates: each cell checked, each error by row and column."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial
from typing import Any

import pycountry
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from karski.core.cells import unguarded
from karski.web.people.countries import country_name
from karski.web.workshops.models import (
    Candidate,
    Experience,
    Gender,
    Sector,
    Workshop,
)
from karski.web.workshops.tables import Table
from karski.web.workshops.tongues import WORKING

REQUIRED = ("name", "email", "country", "sector", "institution")
OPTIONAL = (
    *("position", "region", "gender", "experience", "languages", "motivation"),
    *("attended", "language"),
)
COLUMNS = REQUIRED + OPTIONAL
UNSET = (  # set when the list is taken
    *("public_id", "workshop", "user", "token_hash", "alias", "origin", "standing"),
    *("standing_reason", "applied", "keep_until", "made", "id"),
)
Read = Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a list, and where."""

    row: int
    column: str
    what: str


@dataclass(frozen=True, slots=True)
class Taken:
    """A row that holds a candidate."""

    number: int
    candidate: Candidate


@dataclass(frozen=True, slots=True)
class Found:
    """What a list holds."""

    rows: tuple[Taken, ...]
    problems: tuple[Problem, ...]


def find(table: Table, *, language: str = "en") -> Found:
    """Find the candidates of a list, and everything that is wrong with it."""
    if wrong := _columns(table.header):
        return Found((), tuple(wrong))
    readers = _readers()
    rows: list[Taken] = []
    problems: list[Problem] = []
    seen: dict[str, int] = {}
    for number, cells in table.rows:
        given = dict(zip(table.header, cells, strict=False))
        candidate, errors = _candidate(number, given, readers, language)
        if len(cells) > len(table.header) and any(cells[len(table.header) :]):
            errors.append(Problem(number, "", _("More cells than column names.")))
        errors += _twice(number, candidate.email, seen)
        problems += errors
        rows.append(Taken(number, candidate))
    return Found(tuple(rows), tuple(problems))


def known(workshop: Workshop, found: Found) -> Mapping[int, str]:
    """Return the rows whose addresses are candidates already."""
    rows = Candidate.objects.filter(workshop=workshop).values_list("email", flat=True)
    there = {email.lower() for email in rows}
    return {
        row.number: row.candidate.email
        for row in found.rows
        if row.candidate.email in there
    }


def _columns(header: Iterable[str]) -> list[Problem]:
    names = list(header)
    wrong = [
        Problem(1, name, _("This column is not known.") + _near(name, COLUMNS))
        for name in names
        if name and name not in COLUMNS
    ]
    wrong += [
        Problem(1, name, _("This column is there twice."))
        for name in COLUMNS
        if names.count(name) > 1
    ]
    wrong += [
        Problem(1, name, _("This column is missing."))
        for name in REQUIRED
        if name not in names
    ]
    return wrong


def _candidate(
    number: int, given: Mapping[str, str], readers: Mapping[str, Read], language: str
) -> tuple[Candidate, list[Problem]]:
    candidate, errors = Candidate(language=language), []
    for name in COLUMNS:
        cell = unguarded(given.get(name, ""))
        if not cell and name not in REQUIRED:
            continue
        try:
            setattr(candidate, name, readers[name](cell))
        except ValueError as error:
            errors.append(Problem(number, name, str(error)))
    wrong = [each.column for each in errors]
    try:
        candidate.clean_fields(exclude=[*UNSET, *wrong])
    except ValidationError as error:
        errors += [
            Problem(number, name, " ".join(said))
            for name, said in error.message_dict.items()
        ]
    return candidate, errors


def _twice(number: int, email: str, seen: dict[str, int]) -> list[Problem]:
    first = seen.setdefault(email, number)
    if not email or first == number:
        return []
    said = _("This address stands in row %(row)s too.") % {"row": first}
    return [Problem(number, "email", said)]


def _readers() -> Mapping[str, Read]:
    plain: dict[str, Read] = dict.fromkeys(COLUMNS, str)
    return plain | {
        "email": str.lower,
        "country": partial(_one_of, _countries()),
        "sector": partial(_one_of, _words(Sector)),
        "gender": partial(_one_of, _words(Gender)),
        "experience": partial(_one_of, _words(Experience)),
        "languages": _languages,
        "attended": _whole,
    }


def _one_of(words: Mapping[str, str], cell: str) -> str:
    found = words.get(" ".join(cell.casefold().replace("_", " ").split()))
    if found is None:
        said = _("'%(cell)s' is not known.") % {"cell": cell[:40]}
        raise ValueError(said + _near(cell.casefold(), words))
    return found


def _near(word: str, words: Iterable[str]) -> str:
    near = get_close_matches(word, list(words), n=1)
    return " " + _("Do you mean '%(near)s'?") % {"near": near[0]} if near else ""


def _words(choices: Any) -> Mapping[str, str]:  # noqa: ANN401 -- a class of choices
    """Return what may stand in a cell: the names of the rules, or the page's words."""
    said = {str(choice.label).casefold(): choice.value for choice in choices}
    return said | {choice.value: choice.value for choice in choices}


def _countries() -> Mapping[str, str]:
    words: dict[str, str] = {}
    for each in pycountry.countries:
        for word in (each.name, country_name(each.alpha_2), each.alpha_3, each.alpha_2):
            words[word.casefold()] = each.alpha_2
    return words


def _languages(cell: str) -> list[str]:
    codes = cell.casefold().replace(",", " ").replace(";", " ").split()
    for code in codes:
        if code not in WORKING:
            raise ValueError(
                _("'%(cell)s' is no code of a language, such as: en sk")
                % {"cell": code[:40]}
            )
    return codes


def _whole(cell: str) -> int:
    if not cell.isdecimal() or len(cell) > 2:
        raise ValueError(_("Give a whole number from 0 to 99."))
    return int(cell)
