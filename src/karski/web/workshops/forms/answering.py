"""What participants fill in: the test, forms without a name, forecasts."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from karski.learning.levels import SCALE
from karski.web.workshops.asked import COMMENT, CONDUCT, REACTIONS
from karski.web.workshops.models import ForecastingQuestion, Form, Item
from karski.web.workshops.texts import told

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

POINTS = [(n, str(n)) for n in range(SCALE[0], SCALE[1] + 1)]
YES = [(1, _("Yes")), (0, _("No"))]
WHOLE = 100  # percent


class SittingForm(forms.Form):
    """The items of a test; one that is left out is missing, not wrong."""

    def __init__(self, *given: Any, items: list[Item], **named: Any) -> None:  # noqa: ANN401 -- passed on
        super().__init__(*given, **named)
        self.items = {f"item_{item.pk}": item for item in items}
        for name, item in self.items.items():
            self.fields[name] = forms.TypedChoiceField(
                label=str(told(item.texts, "question")),
                required=False,
                coerce=int,
                empty_value=None,
                choices=[
                    (n, str(told(item.texts, f"choice {n}")))
                    for n in range(1, item.choices + 1)
                ],
                widget=forms.RadioSelect,
            )

    def questions(self) -> list[tuple[str, forms.BoundField]]:
        """Return each field with the language that its item is in."""
        return [
            (told(item.texts, "question").language, self[name])
            for name, item in self.items.items()
        ]

    def clean(self) -> dict[str, Any]:
        """Gather what was chosen."""
        data = super().clean() or {}
        return {
            "chosen": {
                item: data[name]
                for name, item in self.items.items()
                if data.get(name) is not None
            }
        }


class ResponseForm(forms.Form):
    """A form without a name; every question may be left out."""

    def clean(self) -> dict[str, Any]:
        """Gather the answers as they are kept."""
        return {"answers": super().clean() or {}}


def response_form(form: str, data: Any = None) -> ResponseForm:  # noqa: ANN401 -- of a request
    """Return the form of what is asked."""
    found = ResponseForm(data)
    if form != Form.REACTION:
        for name, words in CONDUCT.items():
            found.fields[name] = _choice(words, YES, lambda said: said == "1")
        return found
    for name, words in REACTIONS.items():
        found.fields[name] = _choice(words, POINTS, int)
    found.fields[COMMENT] = forms.CharField(
        label=_("What should we change?"),
        help_text=_("Name nobody, yourself neither: it is read without a name."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    return found


class ForecastsForm(forms.Form):
    """A probability for each question that is open and not answered yet."""

    def __init__(
        self,
        *given: Any,  # noqa: ANN401 -- passed on
        questions: list[ForecastingQuestion],
        **named: Any,  # noqa: ANN401 -- passed on
    ) -> None:
        super().__init__(*given, **named)
        self.questions = {f"of_{each.pk}": each for each in questions}
        for name, question in self.questions.items():
            described = {"aria-describedby": f"question_{question.pk}"}
            self.fields[name] = forms.IntegerField(
                label=_("How likely, in percent"),
                required=False,
                min_value=0,
                max_value=WHOLE,
                widget=forms.TextInput(attrs=described | {"inputmode": "numeric"}),
                error_messages={
                    "invalid": _("Give a whole number from 0 to 100."),
                    "min_value": _("Give a whole number from 0 to 100."),
                    "max_value": _("Give a whole number from 0 to 100."),
                },
            )

    def lines(self) -> dict[int, forms.BoundField]:
        """Return the fields by the key of their question."""
        return {question.pk: self[name] for name, question in self.questions.items()}

    def clean(self) -> dict[str, Any]:
        """Gather what was given; nothing at all is refused."""
        data = super().clean() or {}
        given = {
            question: data[name] / WHOLE
            for name, question in self.questions.items()
            if data.get(name) is not None
        }
        if not given and not self.errors:
            raise ValidationError(_("Forecast one question at least."))
        return {"given": given}


def _choice(
    words: "_StrPromise",
    choices: list[tuple[int, Any]],
    coerce: Callable[[str], object],
) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=words,
        required=False,
        choices=choices,
        coerce=coerce,
        empty_value=None,
        widget=forms.RadioSelect,
    )
