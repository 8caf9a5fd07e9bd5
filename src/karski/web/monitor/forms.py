"""What a visitor can choose on the world page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from karski.briefings.edition.facts import Facts
from karski.core.months import MONTHS_A_YEAR
from karski.forecasts.odds import HORIZONS, THRESHOLDS
from karski.web.monitor import words
from karski.web.monitor.question import ONSET, Question
from karski.web.monitor.told.risks import KINDS


class QuestionForm(forms.Form):
    """Of which risk, within how long, of how many people."""

    what = forms.ChoiceField(label=_("What"))
    within = forms.TypedChoiceField(label=_("Within"), coerce=int)
    least = forms.TypedChoiceField(label=_("At least"), coerce=int)

    def __init__(self, facts: Facts, question: Question) -> None:
        initial = {
            "what": question.what,
            "within": question.months,
            "least": question.least or 100,
        }
        super().__init__(initial=initial)
        targets = [each.target for each in facts.targets]
        kinds = [ONSET, *targets] if facts.onsets else targets
        years = [each.horizon * MONTHS_A_YEAR for each in facts.onsets]
        spans = sorted({*(HORIZONS if targets else ()), *years})
        least = THRESHOLDS if targets else ()
        self._offer("what", [(kind, KINDS.get(kind, kind)) for kind in kinds])
        self._offer("within", [(each, words.within(each)) for each in spans])
        self._offer("least", [(each, words.killed(each)) for each in least])

    def _offer(self, name: str, choices: list[tuple[object, object]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
