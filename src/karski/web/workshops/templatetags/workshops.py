"""What templates of workshops say in the reader's language."""

from django.template import Library
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from karski.agenda.clashes import WORDS, Clash
from karski.agenda.sessions import Kind, clock
from karski.web.workshops import qr, reason_words
from karski.web.workshops.dates import when
from karski.web.workshops.models import SessionKind

register = Library()

register.filter("when", when)
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
