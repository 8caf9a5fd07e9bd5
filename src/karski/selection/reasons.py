"""Why somebody was chosen or not: a key and its parameters, and sentences for them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeAlias

Parameters: TypeAlias = Mapping[str, str | int]

TEMPLATES: Mapping[str, str] = MappingProxyType(
    {
        # chosen
        "seated": "Holds a seat already.",
        "room": "There is a seat for everyone whom the rules let in.",
        "needed": "Nobody else could take this seat and keep the rule '{rule}'.",
        "no_rival": "The rules let nobody who was left out take this seat.",
        "best": (
            "Score {score}: nobody left out who could take this seat under the rules"
            " has a better one (the next has {next})."
        ),
        "best_under_rule": (
            "The rule '{rule}' keeps this seat from some with better scores; of those"
            " left out who could take it nobody has a better one than {score} (the next"
            " has {next})."
        ),
        "only_scored": (
            "Score {score}: nobody left out who could take this seat under the rules"
            " has a score."
        ),
        "first_time": (
            "Comes for the first time, and so goes before those left out who could take"
            " this seat under the rules."
        ),
        "lot": (
            "The lot decided among {of} who stood equal: {seats} of {of} were drawn."
        ),
        "lot_under_rule": (
            "The rule '{rule}' keeps this seat; among {of} who stood equal for it the"
            " lot decided: {seats} of {of} were drawn."
        ),
        # not chosen
        "gone": "Has withdrawn or declined.",
        "outscored": (
            "Score {score}: all whose seats the rules would let this candidate take"
            " have better ones (from {lowest}): {stronger}."
        ),
        "unscored": (
            "Has no score, and so stands behind those who have one and whose seats the"
            " rules would let this candidate take: {stronger}."
        ),
        "returning": (
            "Has attended before, and so stands behind those who come for the first"
            " time and whose seats the rules would let this candidate take: {stronger}."
        ),
        "lot_lost": (
            "The lot decided among {of} who stood equal: {seats} of {of} were drawn,"
            " this candidate was not."
        ),
        "rule": "The rule '{rule}' leaves no seat that this candidate could take.",
        # chances equal
        "drawn": "Drawn by lot; the chance was {chance} in 1,000.",
        "not_drawn": "Not drawn by lot; the chance was {chance} in 1,000.",
        "certain": "The rules cannot be kept without this candidate: the chance was 1.",
        "no_chance": "The rule '{rule}' leaves this candidate no chance of a seat.",
    }
)
NAMED = 3  # candidates named in a sentence; the others are counted


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, for people: `key` is one of `TEMPLATES`, which the parameters fill."""

    key: str
    parameters: Parameters = field(default_factory=dict)


def sentence(reason: Reason) -> str:
    """Return a reason as one English sentence.

    Examples
    --------
    >>> sentence(Reason("lot", {"seats": 1, "of": 4}))
    'The lot decided among 4 who stood equal: 1 of 4 were drawn.'
    """
    return TEMPLATES[reason.key].format(**reason.parameters)


def names(people: list[str]) -> str:
    """Name a few people and count the others.

    Examples
    --------
    >>> names(["K1", "K2"]), names(["K1", "K2", "K3", "K4", "K5"])
    ('K1, K2', 'K1, K2, K3 (+2)')
    """
    more = len(people) - NAMED
    return ", ".join(people[:NAMED]) + (f" (+{more})" if more > 0 else "")
