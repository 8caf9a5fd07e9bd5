"""Invented candidates, and rules small enough to check by hand."""

import random

from karski.selection.candidates import GENDERS, SECTORS, Candidate
from karski.selection.rules import Rules, parse_rules

GUESTS = ("CZE", "POL", "SVK")


def candidates(size: int, seed: int, host: str = "HUN") -> list[Candidate]:
    """Invent candidates of the series: seven in ten from the host country."""
    drawn = random.Random(seed)  # noqa: S311 -- invented people
    return [
        Candidate(
            f"C{at:05d}",
            host if drawn.random() < 0.7 else drawn.choice(GUESTS),
            drawn.choice(SECTORS),
            drawn.choice(GENDERS[:2]),
            f"institution {drawn.randrange(40)}",
            round(drawn.uniform(3, 10), 1),
            attended=drawn.choice((0, 0, 1)),
        )
        for at in range(size)
    ]


def rules(text: str, seats: int = 3) -> Rules:
    """Return rules of some seats from the YAML of the rest."""
    return parse_rules(f"title: small\nseats: {seats}\n{text}", "small.yaml")
