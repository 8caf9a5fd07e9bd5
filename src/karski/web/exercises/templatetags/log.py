"""The log of an exercise in templates."""

from django.template import Library

from karski.exercise.events import Event
from karski.exercise.packs.pack import Pack
from karski.web.exercises import log_words

register = Library()


@register.filter
def log_line(event: Event, pack: Pack) -> log_words.Line:
    """Return who did what, for those who see everything."""
    return log_words.line(event, pack)
