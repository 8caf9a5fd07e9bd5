"""What is filled in about lessons and in talk."""

from typing import Any, Self

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from karski.web.people.countries import country_name
from karski.web.people.models import Organisation
from karski.web.people.person import Person
from karski.web.workshops.forms.texts import TextsForm
from karski.web.workshops.models import Candidate, Thread
from karski.web.workshops.queries import lessons, threads

LONG = 4000  # characters


class _Tagged(forms.Form):
    """Tags, separated by commas."""

    tags = forms.CharField(
        label=_("Tags"),
        required=False,
        max_length=300,
        help_text=_("Separated by commas, such as: early warning, hate speech."),
    )

    def clean_tags(self) -> list[str]:
        """Return the tags, each once."""
        parts = (
            " ".join(part.split()) for part in self.cleaned_data["tags"].split(",")
        )
        return list(dict.fromkeys(part for part in parts if part))


class LessonForm(_Tagged, TextsForm):
    """A lesson in up to five languages."""

    told = {"title": (_("Title"), 200), "body": (_("What others can learn"), LONG)}
    source = forms.CharField(
        label=_("Source"),
        max_length=500,
        help_text=_("Where it comes from: a workshop, a document, its address."),
    )


class NewLessonForm(LessonForm):
    """A new lesson, of an organisation."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Organisation"), empty_label=None
    )

    def offer(self, person: Person) -> Self:
        """Offer the organisations whose lessons somebody writes."""
        field = self.fields["organisation"]
        field.queryset = lessons.places(person)  # type: ignore[attr-defined] # of a choice
        return self


class NoteForm(_Tagged):
    """A participant's note, in the language they read the page in."""

    title = forms.CharField(label=_("Title"), max_length=200)
    body = forms.CharField(
        label=_("What others can learn"),
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    field_order = ("title", "body", "tags")


class SearchForm(forms.Form):
    """Words to look for."""

    words = forms.CharField(label=_("Words"), required=False, max_length=100)
    tag = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)


class ThreadForm(forms.Form):
    """A new thread."""

    title = forms.CharField(label=_("What it is about"), max_length=200)
    whole_series = forms.BooleanField(
        label=_("Open to participants of all workshops of the series"), required=False
    )


class BodyForm(forms.Form):
    """Something to say."""

    body = forms.CharField(
        label=_("What you say"),
        max_length=LONG,
        help_text=_("Plain text; addresses of web pages become links."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class HostForm(BodyForm):
    """Something to say, or a summary, of somebody who leads the talk."""

    summary = forms.BooleanField(label=_("This is a summary"), required=False)


class PostForm(BodyForm):
    """Something a participant says, and how it is signed."""

    signed = forms.ChoiceField(
        label=_("How it is signed"), required=False, widget=forms.RadioSelect
    )

    def offer(self, thread: Thread, candidate: Candidate) -> Self:
        """Offer the ways to sign, each with how many it fits; none but a name else."""
        if threads.named(candidate):
            del self.fields["signed"]
            return self
        ways = threads.signatures(thread, candidate)
        field: Any = self.fields["signed"]
        field.choices = [(way.name, _words(way, candidate)) for way in ways]
        self.initial["signed"] = [way.name for way in ways if way.safe or not way.name][
            -1
        ]
        return self


def _words(way: threads.Signature, candidate: Candidate) -> str:
    """Say how a post would be signed, and how many that could be."""
    sector, country = candidate.get_sector_display(), country_name(candidate.country)
    names = {
        threads.NOBODY: _now("A participant"),
        threads.SECTOR: sector,
        threads.BOTH: f"{sector}, {country}",
    }
    if way.safe:
        return names[way.name]
    warning = _now("%(name)s (so few fit this that others may know it is you)")
    return warning % {"name": names[way.name]}
