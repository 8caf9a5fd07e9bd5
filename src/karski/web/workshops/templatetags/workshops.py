"""What templates of workshops say in the reader's language."""

from django.template import Library

from karski.web.workshops.dates import when

register = Library()

register.filter("when", when)
