"""What templates of workshops say in the reader's language."""

from django.template import Library

from karski.web.workshops import reason_words, rule_words
from karski.web.workshops.dates import when

register = Library()

register.filter("when", when)
register.filter("why", reason_words.told)
register.filter("gave_way", reason_words.gave_way)
register.filter("against_each_other", reason_words.against_each_other)
register.filter("rule_said", rule_words.said)
