"""The one place where the codes of countries meet: a table of facts, and joins on it.

A place is a state, and its number is the one that UCDP writes in ``country_id``: that
of Gleditsch and Ward's list of independent states, one number for a state that went on
under another name or with other borders (Serbia 345, Russia 365, Yemen 678).

``places.csv`` has a row for every state since 1946, microstates included: `first` and
`last` are the months in which it entered and left Gleditsch and Ward's list (1946-01
where it entered earlier). Where a code was replaced, or one state has several in a
scheme, all stand there separated by ``|``, the present one first; `also` holds other
names in use. ``region`` is the sub-region of the United Nations' M49 standard, its
four of Oceania taken as one; ``continent`` is the region as UCDP draws it. As in UCDP,
Vatican City has a row, and Abkhazia and South Ossetia (on later editions of the list)
are counted with Georgia, Western Sahara with Morocco, Palestine with Israel.

``borders.csv`` has a row for every two states whose home territories (overseas parts
left aside, exclaves not) touch on land, river or lake, or whose inhabited shores lie
within about 30 km of each other. Borders are those of today, or a former state's last.
The two simulated files, laid out alike, are a world that does not exist.

References
----------
Gleditsch, K. S. and Ward, M. D. (1999). A revised list of independent states since the
Congress of Vienna. International Interactions 25(4), 393-413.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal, TypeAlias
from unicodedata import combining, normalize

import numpy as np
import polars as pl
from numpy.typing import NDArray

from karski.core.errors import UnknownNameError
from karski.core.months import parse

Scheme: TypeAlias = Literal["number", "iso3", "cow", "views", "name"]

FIRST_SIMULATED = 9001  # numbers from here on are of countries that do not exist

_COLUMNS: Mapping[Scheme, tuple[str, ...]] = {
    "number": ("gw",),
    "iso3": ("iso3",),
    "cow": ("cow",),
    "views": ("views",),
    "name": ("name", "also"),
}
_TEXT = ("iso3", "name")  # schemes whose codes are letters, not numbers
_SPOKEN: tuple[Scheme, ...] = ("number", "iso3", "name")  # what a person may write


@dataclass(frozen=True, slots=True)
class Place:
    """A state, from the month it entered the system of states to the one it left.

    Attributes
    ----------
    number : int
        Gleditsch-Ward number as UCDP uses it, or `FIRST_SIMULATED` and above.
    iso3 : str or None
        The present ISO 3166-1 code (or a former state's last).
    first, last : int
        Months (`karski.core.months`), both inclusive; `last` is None if it exists.
    """

    number: int
    name: str
    iso3: str | None
    region: str
    continent: str
    first: int
    last: int | None
    simulated: bool

    def exists(self, first: int, last: int) -> bool:
        """Say whether the state existed in any month from `first` to `last`."""
        return self.first <= last and (self.last is None or first <= self.last)


@cache
def table() -> Mapping[int, Place]:
    """Return every place by its number, ascending; simulated ones come last."""
    places = [_place(row) for row in _rows().iter_rows(named=True)]
    return MappingProxyType({place.number: place for place in places})


def existing(
    first: int, last: int | None = None, *, simulated: bool = False
) -> tuple[Place, ...]:
    """Return the states that existed in month `first`, or in any up to `last`.

    Examples
    --------
    >>> len(existing(parse("2024-12")))
    196
    """
    end = first if last is None else last
    alive = (place for place in table().values() if place.exists(first, end))
    return tuple(place for place in alive if place.simulated == simulated)


@cache
def codes(scheme: Scheme) -> pl.DataFrame:
    """Return every code of a scheme and the place it stands for, to join on.

    Parameters
    ----------
    scheme : {"number", "iso3", "cow", "views", "name"}
        Gleditsch-Ward numbers (simulated places included), ISO 3166-1 alpha-3,
        Correlates of War numbers, ViEWS ``country_id``, or names in use.

    Returns
    -------
    polars.DataFrame
        ``code`` (text for ``iso3`` and ``name``, else int32), unique, and ``place``.
    """
    column = pl.concat_str(_COLUMNS[scheme], separator="|")
    listed = _rows().select(column.str.split("|").alias("code"), place="number")
    code = pl.col("code").cast(pl.String if scheme in _TEXT else pl.Int32)
    pairs = listed.explode("code").filter(pl.col("code") != "")
    return pairs.select(code, pl.col("place").cast(pl.Int32)).sort("code")


def attach(
    frame: pl.DataFrame, column: str, scheme: Scheme
) -> tuple[pl.DataFrame, dict[str, int]]:
    """Add ``place`` to the rows whose code in `column` is known; count the others.

    Letters match in either case. A code says nothing of time: a row can name a state
    in a month when it did not exist (see `lifetimes`).

    Returns
    -------
    polars.DataFrame
        The rows that map, in their order, with ``place`` (int32) added.
    dict of str to int
        What does not map, "" for missing, and how many rows have it.

    Examples
    --------
    >>> frame = pl.DataFrame({"iso": ["RUS", "SUN", "ATL"]})
    >>> mapped, unmapped = attach(frame, "iso", "iso3")
    >>> mapped["place"].to_list(), unmapped
    ([365, 365], {'ATL': 1})
    """
    known = codes(scheme)
    code, given = known["code"], pl.col(column).cast(known["code"].dtype, strict=False)
    if scheme in _TEXT:
        code, given = code.str.to_lowercase(), given.str.to_lowercase()
    place = given.replace_strict(
        code, known["place"], default=None, return_dtype=pl.Int32
    )
    mapped = frame.with_columns(place=place)
    lost = frame[column].filter(mapped["place"].is_null()).cast(pl.String)
    counts = lost.fill_null("").value_counts(sort=True, name="rows")
    return mapped.drop_nulls("place"), dict(counts.iter_rows())


def name(number: int) -> str:
    """Return a place's common English name; UnknownNameError if there is none."""
    return _known(number).name


def to_views(number: int) -> int:
    """Return the ViEWS ``country_id`` of a place.

    Raises
    ------
    UnknownNameError
        ViEWS has none: the state is former, simulated or a microstate.
    """
    ids = dict(codes("views").select("place", "code").iter_rows())
    if number not in ids:
        raise UnknownNameError(f"ViEWS has no country_id for {name(number)} ({number})")
    return int(ids[number])


def find(text: str) -> Place:
    """Return the place that a person means by a number, an ISO3 code or a name.

    Raises
    ------
    UnknownNameError
        No place is called so; names the nearest.

    Examples
    --------
    >>> find("ivory coast").number, find("cod").name, find("530").name
    (437, 'DR Congo', 'Ethiopia')
    >>> find("Pery")
    Traceback (most recent call last):
    karski.core.errors.UnknownNameError: no country named 'Pery'; did you mean 'Peru'?
    """
    plain = _plain(text)
    for scheme in _SPOKEN:
        if plain in (index := _index(scheme)):
            return table()[index[plain]]
    real = [each for each, number in index.items() if number < FIRST_SIMULATED]
    near = get_close_matches(plain, real, n=1)
    hint = f"did you mean {name(index[near[0]])!r}?" if near else "give its ISO3 code"
    raise UnknownNameError(f"no country named {text!r}; {hint}")


def neighbours(numbers: Sequence[int]) -> NDArray[np.bool_]:
    """Say which places border which (``borders.csv``; the rule stands above).

    Returns
    -------
    array of bool, shape (len(numbers), len(numbers))
        Symmetric; False on the diagonal.
    """
    position = {_known(number).number: i for i, number in enumerate(numbers)}
    touch = np.zeros((len(numbers), len(numbers)), dtype=np.bool_)
    for a, b in _borders():
        if a in position and b in position:
            touch[position[a], position[b]] = touch[position[b], position[a]] = True
    return touch


def regions(numbers: Sequence[int]) -> NDArray[np.int32]:
    """Return each place's region as a number, the same in every call.

    The regions are numbered from 0 in alphabetical order; int32, shape (places,).
    """
    every = sorted({place.region for place in table().values()})
    return np.array([every.index(_known(n).region) for n in numbers], dtype=np.int32)


def lifetimes(first: int, last: int, *, simulated: bool = False) -> pl.DataFrame:
    """Return every month from `first` to `last` in which each state existed.

    Returns
    -------
    polars.DataFrame
        ``place`` and ``month``, both int32, sorted: where a source counts, a pair that
        stands here and not there is a zero, and any other pair is absent.
    """
    alive = existing(first, last, simulated=simulated)
    lives = {
        "place": [place.number for place in alive],
        "start": [max(first, p.first) for p in alive],
        "end": [last if p.last is None else min(last, p.last) for p in alive],
    }
    month = pl.int_ranges("start", pl.col("end") + 1, dtype=pl.Int32)
    frame = pl.DataFrame(lives, schema=dict.fromkeys(lives, pl.Int32))
    return frame.select("place", month=month).explode("month")


def _known(number: int) -> Place:
    if number not in table():
        raise UnknownNameError(f"no country has the number {number}")
    return table()[number]


def _place(row: dict[str, str]) -> Place:
    number = int(row["number"])
    return Place(
        number=number,
        name=row["name"],
        iso3=row["iso3"].split("|")[0] or None,
        region=row["region"],
        continent=row["continent"],
        first=parse(row["first"]),
        last=parse(row["last"]) if row["last"] else None,
        simulated=number >= FIRST_SIMULATED,
    )


@cache
def _rows() -> pl.DataFrame:
    return pl.concat([_read("places.csv"), _read("simulated_places.csv")])


@cache
def _borders() -> tuple[tuple[int, int], ...]:
    pairs = pl.concat([_read("borders.csv"), _read("simulated_borders.csv")])
    return tuple((int(a), int(b)) for a, b in pairs.iter_rows())


def _read(file: str) -> pl.DataFrame:
    text = (files("karski.core") / file).read_bytes()
    return pl.read_csv(text, infer_schema=False).fill_null("")


@cache
def _index(scheme: Scheme) -> Mapping[str, int]:
    return {_plain(str(code)): place for code, place in codes(scheme).iter_rows()}


def _plain(text: str) -> str:
    letters = normalize(
        "NFKD", text.strip().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    ).casefold()
    return "".join(letter for letter in letters if not combining(letter))
