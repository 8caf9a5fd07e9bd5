"""Exercises of the small pack."""

from pathlib import Path

from karski.web.exercises.models import Exercise
from karski.web.exercises.queries.codes import code_of
from karski.web.people.models import Organisation
from karski.web.people.tokens import digest_of_code

SMALL = Path(__file__).with_name("small.yaml")
SEED = 7


def make_small(place: Organisation, title: str = "The ferry, May") -> Exercise:
    """Make an exercise of the small pack; `code_of` it lets people join."""
    made = Exercise(organisation=place, title=title, pack="small", seed=SEED)
    made.pack_text = SMALL.read_text("utf-8")
    made.code_hash = digest_of_code(code_of(made))
    made.save()
    return made
