"""Equal chances: a lot that makes the smallest chance as great as it can be.

Only panels that keep the rules, or come as near as any can, are in the lot. Over those
the chances are leximin: the smallest is as great as it can be, then the second
smallest, and so on. Candidates whom the rules cannot tell apart have the same chance,
so a panel in the lot says how many of each kind sit; who of a kind is a draw among
equals.

Panels are found one by one (column generation): a linear program weighs those known,
its prices say which panel would help most, and the solver finds it or proves there is
none.

References
----------
Flanigan, B., Gölz, P., Gupta, A., Hennig, B. and Procaccia, A. D. (2021). Fair
algorithms for selecting citizens' assemblies. Nature 596, 548-552.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

from karski.core.errors import SelectionError
from karski.selection._board import Board, of_kinds
from karski.selection._search import weighted
from karski.selection.candidates import Candidate
from karski.selection.kinds import Field, Kind
from karski.selection.lot import draw, lot

TICKETS = 1_000_000_000  # what the weights of the panels sum to
MOST_PANELS = 1000  # panels looked for, beyond which the chances are left as they are
PRICE_UNIT = 10**7  # prices are whole numbers of ten-millionths for the solver
SLACK = 1e-6  # what a panel must add to be worth having, and a price to be one

Panel: TypeAlias = tuple[int, ...]


@dataclass(frozen=True)
class Portfolio:
    """The lot that a panel is drawn from; publish it before the seed.

    Attributes
    ----------
    kinds : tuple of tuple of str
        Ids of the candidates whom the rules cannot tell apart, those who hold a seat
        already first.
    seated : tuple of int
        How many of each kind hold a seat already.
    panels : tuple of tuple of int
        How many of each kind sit, panel by panel.
    tickets : tuple of int
        Of each panel; they sum to `TICKETS`.
    proven : bool
        Whether no lot gives a greater smallest chance (nor second smallest, and so on),
        a millionth apart.
    """

    kinds: tuple[tuple[str, ...], ...]
    seated: tuple[int, ...]
    panels: tuple[Panel, ...]
    tickets: tuple[int, ...]
    proven: bool

    @cached_property
    def chances(self) -> Mapping[str, Fraction]:
        """Return the chance of everyone, exact."""
        found: dict[str, Fraction] = {}
        for at, (kind, held) in enumerate(zip(self.kinds, self.seated, strict=True)):
            pairs = zip(self.panels, self.tickets, strict=True)
            seats = sum((panel[at] - held) * tickets for panel, tickets in pairs)
            free = len(kind) - held
            chance = Fraction(seats, TICKETS * free) if free else Fraction(0)
            found |= dict.fromkeys(kind[:held], Fraction(1))
            found |= dict.fromkeys(kind[held:], chance)
        return found

    def draw(self, seed: int) -> tuple[str, ...]:
        """Return the panel that a seed draws: the ids, in alphabetical order.

        One ticket is drawn, and with it how many of each kind sit; of a kind those sit
        whose lot numbers are smallest. Whole numbers only: any machine draws the same.
        """
        ticket, at = draw(seed, TICKETS), 0
        while ticket >= self.tickets[at]:
            ticket -= self.tickets[at]
            at += 1
        chosen: list[str] = []
        for kind, held, n in zip(self.kinds, self.seated, self.panels[at], strict=True):
            order = sorted(kind[held:], key=lambda name: (lot(seed, name), name))
            chosen += [*kind[:held], *order[: n - held]]
        return tuple(sorted(chosen))


def portfolio(field: Field) -> Portfolio:
    """Return the lot with leximin chances.

    Raises
    ------
    SelectionError
        The solver's limit struck before it found any panel.
    """
    board = of_kinds(field)
    if board is None:
        raise SelectionError(
            "the solver's limit struck before it found any panel; give fewer rules"
        )
    lots = _Lots(field, board)
    shares = lots.leximin()
    tickets = _tickets(shares)
    kept = sorted((p, n) for p, n in zip(lots.panels, tickets, strict=True) if n)
    return Portfolio(
        tuple(tuple(one.id for one in _listed(kind)) for kind in field.kinds),
        tuple(kind.seated for kind in field.kinds),
        tuple(panel for panel, _ in kept),
        tuple(n for _, n in kept),
        lots.proven and board.search.proven,
    )


class _Lots:
    """The panels known so far, and the shares that they get."""

    def __init__(self, field: Field, board: Board) -> None:
        self.board = board
        self.held = np.array([kind.seated for kind in field.kinds])
        members = np.array([len(kind.members) for kind in field.kinds])
        self.free = members - self.held
        self.panels: list[Panel] = []
        self.proven = True

    def leximin(self) -> NDArray[np.float64]:
        """Return the share of each panel, looking for those that are missing."""
        active = self._cover()
        least: dict[int, float] = {}
        shares = np.full(len(self.panels), 1 / len(self.panels))
        while active:
            shares, smallest, prices = self._greatest(active, least)
            bound = {at for at in active if prices[at] > SLACK}
            bound = bound or {max(active, key=lambda at: prices[at])}
            least |= dict.fromkeys(bound, smallest)
            active -= bound
            if not self.proven:
                break
        return np.append(shares, np.zeros(len(self.panels) - len(shares)))

    def _cover(self) -> set[int]:
        """Find panels that seat every kind some panel seats; return those kinds."""
        left = {at for at, n in enumerate(self.free) if n}
        self._add(self.board.search.values)
        found = self._served(self.panels[-1]) & left
        served = set(found)
        while served and (left := left - served):
            self._add(self._panel(dict.fromkeys(left, 1), most=1))
            served = self._served(self.panels[-1]) & left
            found |= served
        return found

    def _served(self, panel: Panel) -> set[int]:
        return {at for at, n in enumerate(panel) if n > self.held[at]}

    def _add(self, panel: Sequence[int]) -> None:
        self.panels.append(tuple(panel))

    def _greatest(
        self, active: set[int], least: Mapping[int, float]
    ) -> tuple[NDArray[np.float64], float, NDArray[np.float64]]:
        """Make the smallest chance of the active kinds as great as it can be.

        Returns
        -------
        (array, float, array)
            The share of each panel, that chance, and the price of each kind: how much
            dearer its chance is than the others'.
        """
        while True:
            shares, smallest, prices, worth = self._weigh(active, least)
            better = self._panel(
                {at: round(price / self.free[at] * PRICE_UNIT)
                 for at, price in enumerate(prices) if price > 0}
            )  # fmt: skip
            gain = float(self._rates([better])[0] @ prices)
            if gain <= worth + SLACK or better in self.panels:
                return shares, smallest, prices
            if len(self.panels) >= MOST_PANELS:
                self.proven = False
                return shares, smallest, prices
            self._add(better)

    def _weigh(
        self, active: set[int], least: Mapping[int, float]
    ) -> tuple[NDArray[np.float64], float, NDArray[np.float64], float]:
        """Solve the linear program over the panels known; its prices stand beside."""
        rates = self._rates(self.panels)
        order = [*sorted(active), *sorted(least)]
        lifted = [1.0 if at in active else 0.0 for at in order]
        floors = [0.0 if at in active else SLACK / 100 - least[at] for at in order]
        found = linprog(
            np.append(np.zeros(len(self.panels)), -1.0),
            A_ub=np.column_stack([-rates.T[order], lifted]),
            b_ub=floors,
            A_eq=[[1.0] * len(self.panels) + [0.0]],
            b_eq=[1.0],
            method="highs",
        )
        assert found.status == 0, found.message
        prices = np.zeros(len(self.free))
        prices[order] = -found.ineqlin.marginals
        return (
            found.x[:-1],
            float(found.x[-1]),
            prices,
            -float(found.eqlin.marginals[0]),
        )

    def _rates(self, panels: Sequence[Panel]) -> NDArray[np.float64]:
        """Return the chance that each panel gives somebody free of each kind."""
        rates: NDArray[np.float64] = (np.array(panels) - self.held) / self.free.clip(1)
        return rates

    def _panel(self, prices: Mapping[int, int], most: int | None = None) -> Panel:
        """Return the panel worth most; of a kind at most `most` people count."""
        search = self.board.search.twin()
        worth = []
        for at in prices:
            counted = search.model.new_int_var(0, most or int(self.free[at]), "")
            search.model.add(counted <= self.board.take[at] - int(self.held[at]))
            worth.append(counted)
        search.least(weighted(worth, [-price for price in prices.values()]))
        self.proven = self.proven and search.proven
        return tuple(search.values or self.panels[0])


def _tickets(shares: NDArray[np.float64]) -> list[int]:
    """Round shares to tickets that sum to `TICKETS`, the largest remainders up."""
    exact = shares.clip(0) / shares.clip(0).sum() * TICKETS
    found = [int(each) for each in exact]
    order = sorted(range(len(found)), key=lambda at: (found[at] - exact[at], at))
    for at in order[: TICKETS - sum(found)]:
        found[at] += 1
    return found


def _listed(kind: Kind) -> list[Candidate]:
    """Return the members, those seated first, by their ids: no seed is known yet."""
    held, free = kind.members[: kind.seated], kind.members[kind.seated :]
    return [*sorted(held, key=_name), *sorted(free, key=_name)]


def _name(candidate: Candidate) -> str:
    return candidate.id
