"""Inject cards: one card for one message to one group of seats, four to a page."""

from dataclasses import dataclass

from karski.briefings.papers._content import Content
from karski.briefings.papers._paper import Paper


@dataclass(frozen=True, slots=True)
class Card:
    """A card.

    Attributes
    ----------
    number : str
        As in the facilitator's book.
    when : str
        When to hand it out, or on what it waits.
    to : str
        Who gets it.
    line : str
        Channel and sender.
    grade : str
        In words; empty if it has none.
    warning : str
        What is coming, for a sensitive text; printed on the front, the text folded in.
    text : str
    """

    number: str
    when: str
    to: str
    line: str
    grade: str
    warning: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InjectCards(Content):
    """The cards; `banner` stands on each."""

    banner: str
    cards: tuple[Card, ...]


PAPER = Paper("Inject cards", "inject_cards", InjectCards)
