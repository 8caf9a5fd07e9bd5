"""An edition: what the site shows, read once and then asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType

from pydantic import TypeAdapter

from karski.briefings.edition._tables import Row, Table
from karski.briefings.edition.country import (
    Before,
    Chance,
    Country,
    Deaths,
    MonthAhead,
    MonthCount,
    Newest,
    Onset,
    OnsetSaid,
    Place,
    Said,
    YearCount,
)
from karski.briefings.edition.facts import Facts, SourceFacts
from karski.briefings.edition.scores import Bin, Scores
from karski.briefings.edition.story import Story
from karski.core.errors import MissingDataError
from karski.core.months import label
from karski.explanation.clauses import Clause

KINDS = ("state_based", "non_state", "one_sided")  # of violence, as UCDP tells them
YEAR = 12  # months
OWN = 14  # columns of a chance that are its own; `before` has the rest
_CLAUSES = TypeAdapter(tuple[Clause, ...])


@dataclass(frozen=True, slots=True, eq=False)
class Edition:
    """Forecasts, why they are what they are, and how good they have been.

    All of it is in memory; nothing is read or computed when it is asked.

    Attributes
    ----------
    folder : Path
        Where it was read from.
    facts : Facts
        What it is made from: forecasts, data, sources, and what is lacking.
    places : mapping of int to Place
        Every country that it speaks of, by number.
    scores : Scores
    tables : mapping of str to Table
        The figures by place, found by `country`, `table` and `onsets`.
    """

    folder: Path
    facts: Facts
    places: Mapping[int, Place]
    scores: Scores
    tables: Mapping[str, Table]

    @property
    def identity(self) -> str:
        """Return the SHA-256 that names everything in it."""
        return self.facts.identity

    @property
    def issued(self) -> date:
        """Return the day on which it was published."""
        return self.facts.issued

    @property
    def simulated(self) -> bool:
        """Say whether its countries are invented."""
        return self.facts.simulated

    @property
    def sources(self) -> tuple[SourceFacts, ...]:
        """Return the sources that its figures rest on."""
        return self.facts.sources

    def country(self, number: int) -> Country:
        """Return everything that it says of a country.

        Raises
        ------
        MissingDataError
            It does not speak of that country.
        """
        if number not in self.places:
            raise MissingDataError(
                f"the edition of {self.issued} has no country with the number {number};"
                " choose one from its list"
            )
        horizons = [facts.horizon for facts in self.facts.onsets]
        onsets = {h: self._onset(h, number) for h in horizons}
        lacking = {h: self._lacking(h, number) for h in horizons}
        stories = {h: self._story(h, number) for h in horizons}
        record = {h: self._onset_record(h, number) for h in horizons}
        deaths = {t.target: self._deaths(t.target, number) for t in self.facts.targets}
        return Country(
            self.places[number],
            MappingProxyType({k: v for k, v in deaths.items() if v is not None}),
            MappingProxyType(self._violence(number, deaths)),
            MappingProxyType({k: v for k, v in onsets.items() if v is not None}),
            MappingProxyType({k: v for k, v in lacking.items() if v}),
            MappingProxyType({k: v for k, v in stories.items() if v is not None}),
            MappingProxyType({k: v for k, v in record.items() if v}),
        )

    def table(self, target: str, months: int, threshold: int) -> tuple[Chance, ...]:
        """Return every country's chance, the highest first; of equals, by rank.

        Raises
        ------
        MissingDataError
            It holds no such chances.
        """
        frame = self.tables["chances"].frame
        asked = frame.filter(target=target, months=months, threshold=threshold)
        found = [_chance(target, row[1], row[2:]) for row in asked.rows()]
        if not found:
            raise MissingDataError(
                f"the edition of {self.issued} holds no chance of {threshold}"
                f" {target!r} in {months} months"
            )
        return tuple(sorted(found, key=lambda c: (-c.probability, c.rank, c.place)))

    def onsets(self, horizon: int) -> tuple[Onset, ...]:
        """Return every country's risk of an onset, by rank.

        Raises
        ------
        MissingDataError
            It holds no risk within so many years.
        """
        found = [self._onset(horizon, number) for number in self.places]
        rows = [row for row in found if row is not None]
        if not rows:
            raise MissingDataError(
                f"the edition of {self.issued} holds no risk within {horizon} years"
            )
        return tuple(sorted(rows, key=lambda row: (row.rank, row.place)))

    def came_true(self, chance: Chance) -> Bin | None:
        """Return the past forecasts that gave about the same chance.

        None where there is no back-test, or none that said so.
        """
        found = (each for each in self.scores.bins if _is_among(chance, each))
        past = next(found, None)
        return past if past and past.cases else None

    def __str__(self) -> str:
        origins = {label(facts.origin) for facts in self.facts.targets}
        return f"edition of {self.issued} (data to {max(origins, default='?')})"

    def _deaths(self, target: str, number: int) -> Deaths | None:
        ahead = self._rows("months", target, number)
        if not ahead:
            return None
        newest = self._rows("newest", target, number)
        return Deaths(
            target,
            tuple(MonthCount(*row) for row in self._rows("history", target, number)),
            tuple(YearCount(*row) for row in self._rows("years", target, number)),
            tuple(MonthAhead(*row) for row in ahead),
            self._chances(target, number),
            Newest(*newest[0]) if newest else None,
            tuple(Said(*row) for row in self._rows("record", target, number)),
        )

    def _violence(
        self, number: int, deaths: Mapping[str, Deaths | None]
    ) -> dict[str, tuple[YearCount, ...]]:
        """Return deaths by year and type: by the yearly record, else by the monthly."""
        found: dict[str, tuple[YearCount, ...]] = {}
        for kind in KINDS:
            rows = self._rows("violence", kind, number)
            monthly = deaths.get(f"deaths_{kind}")
            if rows:
                found[kind] = tuple(YearCount(year, YEAR, dead) for year, dead in rows)
            elif monthly is not None and not self.tables["violence"].spans:
                found[kind] = monthly.years
        return found

    def _chances(self, target: str, number: int) -> tuple[Chance, ...]:
        rows = self._rows("chances", target, number)
        return tuple(_chance(target, number, row) for row in rows)

    def _onset(self, horizon: int, number: int) -> Onset | None:
        rows = self._rows("onsets", horizon, number)
        return Onset(number, horizon, *rows[0]) if rows else None

    def _lacking(self, horizon: int, number: int) -> tuple[Clause, ...]:
        rows = self._rows("onset_lacking", horizon, number)
        return _CLAUSES.validate_json(rows[0][0]) if rows else ()

    def _story(self, horizon: int, number: int) -> Story | None:
        rows = self._rows("stories", horizon, number)
        return Story.model_validate_json(rows[0][0]) if rows else None

    def _onset_record(self, horizon: int, number: int) -> tuple[OnsetSaid, ...]:
        rows = self._rows("onset_record", horizon, number)
        return tuple(OnsetSaid(*row) for row in rows)

    def _rows(self, name: str, one: str | int, number: int) -> list[Row]:
        return self.tables[name].rows(one, number)


def _chance(target: str, number: int, row: Row) -> Chance:
    own, before = row[:OWN], row[OWN:]
    earlier = Before(*before) if before[0] is not None else None
    return Chance(*(number, target, *own, earlier))


def _is_among(chance: Chance, past: Bin) -> bool:
    if (past.target, past.months, past.threshold) != (
        chance.target,
        chance.months,
        chance.threshold,
    ):
        return False
    said = chance.probability
    return past.least <= said < past.greatest or said == past.greatest == 1
