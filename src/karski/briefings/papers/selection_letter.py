"""The letter that tells a candidate that a seat is theirs."""

from karski.briefings.papers._letter import Letter
from karski.briefings.papers._paper import Paper

PAPER = Paper("Letter of selection", "letter", Letter)
