"""What somebody gives who joins."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from karski.web.exercises.models.exercises import CODE_LENGTH
from karski.web.people.names import check_name


class JoinForm(forms.Form):
    """The code on the screen, a name or an alias, and a language."""

    code = forms.CharField(
        label=_("Code on the screen"),
        max_length=20,
        help_text=_("Six letters and digits. Capitals do not matter."),
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "size": CODE_LENGTH + 2,
            }
        ),
    )
    name = forms.CharField(
        label=_("Name or alias"),
        max_length=60,
        help_text=_("The facilitator sees it, other desks do not."),
        validators=[check_name],
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
