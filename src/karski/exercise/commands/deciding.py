"""Decisions on measures."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from karski.exercise.commands.command import Command

Verdict = Literal["allowed", "refused"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Propose(Command):
    """Take a measure, as far as one's own authority goes.

    Attributes
    ----------
    target : str
        A community, a region or ``all``: one of ``pack.targets(measure)``.
    parameters : mapping of str to str
        A choice for each parameter of the offer.
    owner : str
        Who carries it out, in free words; a named owner helps.
    asking : bool
        Whether a seat that may not take it puts it to those who may; without it such a
        seat is refused, and told whom to ask.
    """

    measure: str
    target: str
    rationale: str
    legal_basis: str = ""
    owner: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)
    asking: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign(Command):
    """Sign a decision that waits for this seat."""

    decision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Decline(Command):
    """Decline to sign a decision that waits for this seat."""

    decision: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote(Command):
    """Vote on a decision, for it or against."""

    decision: int
    favours: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdraw(Command):
    """Take back a proposal, or end a measure: its proposer, or a seat that decides."""

    decision: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Overrule(Command):
    """Allow or refuse a decision by the facilitator's verdict, which is kept."""

    decision: int
    verdict: Verdict
    reason: str
