"""A journal reviewed as a whole: all that pages and papers of the review tell."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from karski.exercise.events import Event
from karski.exercise.packs.pack import Pack
from karski.exercise.review.deciding import Decision, decisions
from karski.exercise.review.flowing import Flow, flow
from karski.exercise.review.forecasting import Forecasts, forecasts
from karski.exercise.review.knowing import Alone, News, alone, news
from karski.exercise.review.rating import Rated, rated
from karski.exercise.review.unfolding import Day, Turn, days, turns


@dataclass(frozen=True)
class Review:
    """What a journal shows; each part is worked out when it is first asked for.

    Attributes
    ----------
    pack : Pack
    events : sequence of Event
    """

    pack: Pack
    events: Sequence[Event]

    @property
    def end(self) -> int:
        """The last moment of the journal [ms]; 0 where nothing has happened."""
        return self.events[-1].at if self.events else 0

    @cached_property
    def news(self) -> tuple[News, ...]:
        """Every piece of news, and whom it reached."""
        return news(self.pack, self.events)

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        """Every decision, and what became of it."""
        return decisions(self.pack, self.events)

    @cached_property
    def flow(self) -> Flow:
        """Who told whom."""
        return flow(self.pack, self.events)

    @cached_property
    def forecasts(self) -> Forecasts:
        """The room's probabilities and how they did."""
        return forecasts(self.events)

    @cached_property
    def rated(self) -> tuple[Rated, ...]:
        """The capabilities and their ratings."""
        return rated(self.pack, self.events)

    @cached_property
    def days(self) -> tuple[Day, ...]:
        """How the world stood at the end of each day."""
        return days(self.events)

    @cached_property
    def turns(self) -> tuple[Turn, ...]:
        """Where phases turned."""
        first = {each.key: each.phase for each in self.pack.communities}
        return tuple(turns(self.days, first))

    @property
    def first_signal(self) -> News | None:
        """The first news that was not false."""
        signals = (each for each in self.news if not self.false(each))
        return next(signals, None)

    @property
    def first_act(self) -> Decision | None:
        """The decision that was taken first, and stood."""
        taken = [each for each in self.decisions if each.acted]
        return min(
            taken, key=lambda each: (each.fate.taken or 0, each.event.seq), default=None
        )

    @property
    def until_act(self) -> int | None:
        """From first signal to first act [ms]; None without both."""
        signal, act = self.first_signal, self.first_act
        if signal is None or act is None or act.fate.taken is None:
            return None
        return act.fate.taken - signal.event.at

    @property
    def longest_alone(self) -> tuple[News, Alone] | None:
        """The strong report that lay with one team for longest; None if none did."""
        found = [
            (each, lay)
            for each in self.news
            if each.strong and (lay := alone(self.pack, each, self.end)) is not None
        ]
        return max(
            found, key=lambda pair: pair[1].until - pair[0].event.at, default=None
        )

    @property
    def stopped(self) -> tuple[Decision, ...]:
        """Proposals that another seat declined, or the facilitator refused."""
        return tuple(each for each in self.decisions if each.stopped)

    def false(self, item: News) -> bool:
        """Say whether the pack knows that news is false."""
        inject = self.pack.injects.get(item.name)
        return inject is not None and inject.truth == "false"


def review(pack: Pack, events: Sequence[Event]) -> Review:
    """Return the review of a journal, of its beginning while it still runs."""
    return Review(pack, tuple(events))
