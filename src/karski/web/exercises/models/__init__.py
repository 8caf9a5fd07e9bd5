"""What is kept of exercises; one file a subject."""

from karski.web.exercises.models.exercises import Exercise
from karski.web.exercises.models.journal import Entry
from karski.web.exercises.models.players import Part, Player, PrivateNote
from karski.web.exercises.models.review import Lesson, PlannedAction

__all__ = [
    "Entry",
    "Exercise",
    "Lesson",
    "Part",
    "PlannedAction",
    "Player",
    "PrivateNote",
]
