"""The letter that tells a candidate that no seat is theirs this time."""

from karski.briefings.papers._letter import Letter
from karski.briefings.papers._paper import Paper

PAPER = Paper("Letter of regret", "letter", Letter)
