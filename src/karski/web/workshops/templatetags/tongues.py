"""Names of languages in the reader's."""

from django.template import Library

from karski.web.workshops.tongues import language_name

register = Library()
register.filter("tongue", language_name)
