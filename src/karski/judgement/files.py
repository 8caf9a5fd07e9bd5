"""Judgements, questions and risks from CSV files; the only module here that reads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TypeAlias

import polars as pl

from karski.core.errors import JudgementError
from karski.judgement.beside import Risk
from karski.judgement.judgements import Judgement, Question
from karski.sources._coded import years
from karski.sources._sheet import ROW, Sheet, columns_of, open_sheet

PERCENT = 100
DAY_END = time(23, 59, 59, tzinfo=UTC)
DAY = len("2025-03-01")
Key: TypeAlias = tuple[int, int]  # first forecast year, country code


@dataclass(frozen=True, slots=True)
class Asked:
    """A file of questions.

    Attributes
    ----------
    questions : list of Question
    risks : mapping of str to (int, int)
        The year and country code that ties a question to a file of risks, where the
        file of questions says so.
    """

    questions: list[Question]
    risks: Mapping[str, Key]


def read_judgements(file: Path) -> list[Judgement]:
    """Read who said what, and when.

    Parameters
    ----------
    file : Path
        A CSV with columns ``question``, ``person``, ``given_at``, and either
        ``probability`` (0 to 1) or ``percent`` (0 to 100).

    Raises
    ------
    SourceError
        The table is broken, or a value is missing or out of range.
    JudgementError
        A column is there that leaves in doubt what is meant.
    """
    scale, most = _scale(file)
    sheet = _open(file, ("question", "person", scale, "given_at"))
    columns = (
        _text(sheet, "question"),
        _text(sheet, "person"),
        sheet.number(scale, 0, most) / most,
        _moments(sheet, "given_at"),
        (f"{file.name}, row {row}" for row in sheet.frame[ROW]),
    )
    return [Judgement(*values) for values in zip(*columns, strict=True)]


def read_questions(file: Path) -> Asked:
    """Read questions, when they close, and how those ended that are resolved.

    Parameters
    ----------
    file : Path
        A CSV with columns ``question``, ``closes_at``, ``resolved_at`` and ``outcome``
        (1 yes, 0 no; the last two blank while it is open); and optionally
        ``base_rate`` (0 to 1), and ``year`` and ``ccode`` to tie it to a file of risks.

    Raises
    ------
    SourceError, JudgementError
        As `read_judgements`; or a question has an outcome without a day.
    """
    needed = ("question", "closes_at", "resolved_at", "outcome")
    sheet = _open(file, needed, ("base_rate", "year", "ccode"))
    names = _text(sheet, "question")
    outcomes = sheet.whole("outcome", 0, 1, missing=True)
    columns = (
        names,
        _moments(sheet, "closes_at"),
        _known_moments(sheet, "resolved_at"),
        (None if each is None else bool(each) for each in outcomes),
        sheet.number("base_rate", 0, 1, missing=True),
        (f"{file.name}, row {row}" for row in sheet.frame[ROW]),
    )
    questions = [Question(*values) for values in zip(*columns, strict=True)]
    keys = zip(
        names,
        sheet.whole("year", 1700, 2100, missing=True),
        sheet.whole("ccode", 1, missing=True),
        strict=True,
    )
    return Asked(questions, {name: (y, c) for name, y, c in keys if y and c})


def read_risks(file: Path) -> dict[Key, Risk]:
    """Read a model's risks by first forecast year and country code.

    Parameters
    ----------
    file : Path
        A CSV with columns ``year``, ``ccode``, ``risk`` (0 to 1), and optionally
        ``low`` and ``high``, the ends of its interval.

    Raises
    ------
    SourceError, JudgementError
        As `read_judgements`; or two rows speak of the same year and country.
    """
    sheet = _open(file, ("year", "ccode", "risk"), ("low", "high"))
    risk = sheet.number("risk", 0, 1)
    columns = (
        years(sheet),
        sheet.whole("ccode", 1),
        risk,
        *(sheet.number(name, 0, 1, missing=True) for name in ("low", "high")),
        sheet.frame[ROW],
    )
    found: dict[Key, Risk] = {}
    for year, code, at, low, high, row in zip(*columns, strict=True):
        where = f"{file.name}, row {row}"
        if (year, code) in found:
            raise JudgementError(
                f"{where}: year {year}, ccode {code} is there twice; remove one"
            )
        found[year, code] = Risk(at, where, low, high)
    return found


def _scale(file: Path) -> tuple[str, int]:
    """Return the column that holds the probabilities, and what certainty is in it."""
    scales = {"probability": 1, "percent": PERCENT}
    present = [name for name in scales if name in columns_of(file)]
    if len(present) == len(scales):
        raise JudgementError(
            f"{file.name}: row 1 has both 'probability' and 'percent'; keep one"
        )
    name = present[0] if present else "probability"
    return name, scales[name]


def _open(file: Path, needed: Sequence[str], optional: Sequence[str] = ()) -> Sheet:
    present = columns_of(file)
    if len(present) == 1 and ";" in present[0]:
        raise JudgementError(
            f"{file.name}: row 1 separates columns by semicolons; save it with commas"
            " (and 0.3, not 0,3)"
        )
    return open_sheet(file, needed, optional)


def _text(sheet: Sheet, column: str) -> list[str]:
    sheet.refuse(sheet.frame[column].is_null(), column, "")
    return sheet.frame[column].to_list()


def _moments(sheet: Sheet, column: str) -> list[datetime]:
    """Return moments in UTC, none missing."""
    sheet.refuse(sheet.frame[column].is_null(), column, "")
    return [moment for moment in _known_moments(sheet, column) if moment]


def _known_moments(sheet: Sheet, column: str) -> list[datetime | None]:
    """Return moments in UTC, None where there is none."""
    text = sheet.frame[column]
    found = [each and _moment(each) for each in text]
    unread = pl.Series([moment is None for moment in found]) & text.is_not_null()
    sheet.refuse(unread, column, "is no date; write 2025-03-31 or 2025-03-31T14:30Z")
    return found


def _moment(text: str) -> datetime | None:
    """Read a moment; a day alone is its end, and without a zone it is UTC."""
    try:
        if len(text) == DAY:
            return datetime.combine(date.fromisoformat(text), DAY_END)
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
