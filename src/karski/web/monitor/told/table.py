"""The ranked table of the world: rows written once a language, then chosen from."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from karski.web.monitor import words
from karski.web.monitor.editions import Shown
from karski.web.monitor.names import folded, key, name
from karski.web.monitor.queries.lines import Line, world
from karski.web.monitor.question import Question
from karski.web.monitor.told import moves

USUAL = "chance"
ORDERS = (USUAL, "rank", "name", "change")
SortKey: TypeAlias = tuple[tuple[int, ...], str]


@dataclass(frozen=True, slots=True)
class Row:
    """A country's row, ready for the page.

    Attributes
    ----------
    html : SafeString
    folded : str
        What a search looks in.
    by_name : tuple
        What sorts it among names.
    rank, step : float
        What sorts it among ranks, and among changes.
    """

    html: SafeString
    folded: str
    by_name: SortKey
    rank: float
    step: float


@dataclass(frozen=True, slots=True)
class Column:
    """A column's head; `order` is "" where it cannot sort."""

    name: str
    order: str
    sort: str
    classes: str
    href: str


def rows(
    shown: Shown, question: Question, order: str, find: str
) -> tuple[list[SafeString], int]:
    """Return the rows that a search finds, in order, and how many there are in all."""
    every = shown.kept(_rows, question, get_language() or "en")
    wanted = folded(find.strip()[: words.LONGEST])
    found = [row for row in every if wanted in row.folded]
    if order == "rank":
        found.sort(key=lambda row: row.rank)
    if order == "name":
        found.sort(key=lambda row: row.by_name)
    if order == "change":
        found.sort(key=lambda row: -abs(row.step))
    return [row.html for row in found], len(every)


def columns(question: Question, shown: Shown, find: str) -> Sequence[Column]:
    """Return the heads of the columns."""
    base = f"?{question.address}{shown.suffix.replace('?', '&')}"
    searched = f"&find={find}" if find.isalpha() and find.isascii() else ""
    heads = (
        (_ranks(question), "rank", "ascending", "num"),
        (gettext("Country"), "name", "ascending", ""),
        (_chances(question), USUAL, "descending", ""),
        (gettext("Since the last issue"), "change", "descending", "beyond"),
        (gettext("Why"), "", "", "beyond far"),
    )
    return [
        Column(title, order, sort, look, f"{base}&order={order}{searched}#countries")
        for title, order, sort, look in heads
    ]


def note(question: Question) -> str:
    """Say what the ranges in the table hold."""
    if question.onset:
        return gettext(
            "Ranges hold nine in ten of the fits, when the model is varied at random."
            " Countries whose ranks overlap are not reliably different."
        )
    return gettext(
        "In brackets: how many people are killed in nine of ten futures. Countries"
        " whose ranks overlap are not reliably different."
    )


def _ranks(question: Question) -> str:
    if question.onset:
        return gettext("Rank (range)")
    return gettext("Rank by people killed (range)")


def _chances(question: Question) -> str:
    if question.onset:
        return gettext("Chance, in percent (range)")
    return gettext("Chance, in percent; killed: middle (range)")


def _rows(shown: Shown, question: Question, language: str) -> tuple[Row, ...]:
    """Return every row, by rank; `language` is the active one."""
    _ = language
    return tuple(_row(shown, line) for line in world(shown, question).lines)


def _row(shown: Shown, line: Line) -> Row:
    called = name(line.place)
    looked = folded(f"{called} {words.short(line.place.name)} {line.place.iso3 or ''}")
    context = {
        "folded": looked,
        "rank": words.number(line.rank, 0 if line.rank % 1 == 0 else 1),
        "ranks": words.span(*map(words.number, (line.rank_low, line.rank_high))),
        "href": reverse("monitor:country", args=[line.code]) + shown.suffix,
        "name": called,
        "chance": words.frequency(line.probability),
        "percent": words.share(line.probability),
        "range": _range(line),
        "move": moves.of_line(line),
        "why": moves.why(line),
    }
    html = render_to_string("monitor/parts/line.html", context)
    return Row(SafeString(html.strip()), looked, key(called), line.rank, line.step)


def _range(line: Line) -> str:
    if line.ends:
        return f"({words.ends(*line.ends)})"
    if line.deaths is None:
        return ""
    middle, low, high = line.deaths
    form = gettext("· {middle} killed ({range})")
    return form.format(middle=words.about(middle), range=words.counts(low, high))
