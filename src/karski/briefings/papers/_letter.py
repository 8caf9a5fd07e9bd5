"""A letter, on paper and as plain text for a letter box."""

from dataclasses import dataclass

from karski.briefings.papers._content import Content, Signatory


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter(Content):
    """A letter; its subject is the title.

    Attributes
    ----------
    sender, recipient : tuple of str
        Name and address, a line each.
    place_and_date, salutation : str
    words, points, after : tuple of str
        Paragraphs, a list where there is one, paragraphs after it.
    closing : str
    signatory : Signatory
    """

    sender: tuple[str, ...]
    recipient: tuple[str, ...]
    place_and_date: str
    salutation: str
    words: tuple[str, ...]
    points: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    closing: str
    signatory: Signatory


def plain(letter: Letter) -> str:
    """Return what the letter says, as text for an e-mail."""
    points = "\n".join(f"- {point}" for point in letter.points)
    signed = f"{letter.closing}\n\n{letter.signatory.name}\n{letter.signatory.role}"
    parts = (letter.salutation, *letter.words, points, *letter.after, signed)
    return "\n\n".join(part for part in parts if part) + "\n"
