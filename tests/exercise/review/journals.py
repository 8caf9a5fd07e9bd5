"""Journals written by hand."""

from collections.abc import Mapping
from typing import Any

from karski.exercise.events import Event, Kind
from karski.exercise.moments import HOUR

ALL = ("all",)
B2 = {"source": "B", "information": 2}


class Journal:
    """Events one after the other; hours are of exercise time."""

    def __init__(self) -> None:
        self.events: list[Event] = []

    def add(
        self,
        hour: float,
        kind: Kind,
        by: str = "world",
        to: tuple[str, ...] = (),
        **data: Any,  # noqa: ANN401 -- what JSON can hold
    ) -> int:
        """Add an event, and return its number."""
        number = len(self.events) + 1
        self.events.append(Event(number, round(hour * HOUR), kind, by, to, data))
        return number

    def news(self, hour: float, inject: str, to: tuple[str, ...], **data: Any) -> int:  # noqa: ANN401 -- as above
        """Send an inject."""
        return self.add(hour, Kind.INJECT_SENT, to=to, inject=inject, **data)

    def share(self, hour: float, by: str, to: tuple[str, ...], event: int) -> int:
        """Pass an event on."""
        return self.add(hour, Kind.SHARED, by, (by, *to), event=event, text="")

    def proposal(self, hour: float, by: str, measure: str, target: str) -> int:
        """Propose a measure."""
        return self.add(
            hour,
            Kind.DECISION_PROPOSED,
            by,
            ALL,
            measure=measure,
            target=target,
            parameters={},
            rationale="",
            legal_basis="",
            owner="",
        )

    def day(self, day: int, **communities: Mapping[str, Any]) -> int:
        """Let a day pass; underscores in names of communities stand for slashes."""
        here = {key.replace("_", "/"): each for key, each in communities.items()}
        return self.add(24 * day, Kind.DAY_PASSED, day=day, communities=here)
