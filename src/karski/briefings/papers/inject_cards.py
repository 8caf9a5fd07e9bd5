"""Inject cards: one card for one message to one group of seats, four to a page."""

from dataclasses import dataclass

from karski.briefings.papers._content import Content
from karski.briefings.papers._paper import Paper


@dataclass(frozen=True, slots=True)
class Card:
    """A card; it says nothing that its readers must not know.

    Attributes
    ----------
    number : str
        As in the facilitator's book.
    when : str
        Its moment, if the pack fixes it; else it is written in as it is handed out.
    to : str
        Who gets it.
    copies : str
        How many to print; empty for one.
    line : str
        Channel and sender.
    grade : str
        In words; empty if it has none.
    warning : str
        What is coming, for a sensitive text, which is printed under a fold.
    text : str
    """

    number: str
    when: str
    to: str
    copies: str
    line: str
    grade: str
    warning: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InjectCards(Content):
    """The cards.

    Attributes
    ----------
    banner : str
        Stands on each.
    hints : tuple of str
        How to cut, sort and hand them out; on a page before them.
    moment, read, passed : str
        Before what is written in by hand: when it was handed out, when it was read, to
        whom it was passed on.
    """

    banner: str
    hints: tuple[str, ...]
    moment: str
    read: str
    passed: str
    cards: tuple[Card, ...]


PAPER = Paper("Inject cards", "inject_cards", InjectCards)
