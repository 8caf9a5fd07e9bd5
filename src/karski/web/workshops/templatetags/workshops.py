"""What templates of workshops say in the reader's language."""

from datetime import date

from django.template import Library
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from karski.agenda.clashes import WORDS, Clash
from karski.agenda.sessions import Kind, clock
from karski.web.people import qr
from karski.web.people.person import Person
from karski.web.people.roles import Permission
from karski.web.workshops import reason_words
from karski.web.workshops.dates import span, when
from karski.web.workshops.models import SessionKind, Workshop

register = Library()

register.filter("when", when)


@register.filter
def may_run(person: Person | None, workshop: Workshop) -> bool:
    """Say whether who asks runs a workshop: pages of others are not offered."""
    if not person:
        return False
    return person.may(Permission.MANAGE_WORKSHOPS, workshop.series.organisation_id)


@register.filter
def days_to(starts: date, ends: date) -> str:
    """Write days from one to another, the way the language does."""
    return span(starts, ends)


register.filter("why", reason_words.told)
register.filter("gave_way", reason_words.gave_way)
register.filter("against_each_other", reason_words.against_each_other)
register.filter("in_a_thousand", reason_words.in_a_thousand)
register.simple_tag(qr.drawn, name="qr")
register.filter("clock", clock)


@register.filter
def kind(told: Kind) -> str:
    """Return what a kind of session is called."""
    return str(SessionKind(told.value).label)


@register.filter
def trouble(clash: Clash) -> SafeString:
    """Say a clash in words; what people wrote keeps its own direction."""
    own = {
        name: format_html("<bdi>{}</bdi>", text) for name, text in clash.params.items()
    }
    return format_html(gettext(WORDS[clash.trouble]), **own)
