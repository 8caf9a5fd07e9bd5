"""The library of lessons, and the desk where they are reviewed."""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from karski.web.people.access import FORM, WRITE, members, public
from karski.web.people.forms.people import attempt
from karski.web.people.models import User
from karski.web.people.person import AuthenticatedRequest, person
from karski.web.workshops.actions import lessons as acts
from karski.web.workshops.forms.lessons import LessonForm, NewLessonForm, SearchForm
from karski.web.workshops.forms.texts import initial_of
from karski.web.workshops.models import Lesson
from karski.web.workshops.queries import lessons as queries
from karski.web.workshops.queries.whose import LEAD
from karski.web.workshops.texts import languages_of
from karski.web.workshops.views.trying import tried

ON_A_PAGE = 20
STEPS: Mapping[str, Callable[..., object]] = MappingProxyType(
    {
        "submit": acts.submit,
        "send back": acts.send_back,
        "publish": acts.publish,
        "withdraw": acts.withdraw,
    }
)


@public()
def library(request: HttpRequest) -> HttpResponse:
    """Search the published lessons by words and tags."""
    form = SearchForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {"words": "", "tag": ""}
    found = queries.found(asked["words"], asked["tag"])
    kept = request.GET.copy()
    kept.pop("page", None)
    said = {
        "form": form,
        "asked": asked,
        "query": kept.urlencode(),
        "page": Paginator(found, ON_A_PAGE).get_page(request.GET.get("page")),
        "tags": queries.tags(),
        "may_write": person(request).may(LEAD),
    }
    return render(request, "workshops/lessons/library.html", said)


@public()
def lesson(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show a published lesson."""
    found = get_object_or_404(queries.published(), public_id=key)
    said = {"lesson": found, "others": languages_of(found.texts, "body")}
    return render(request, "workshops/lessons/lesson.html", said)


@members(LEAD)
def desk(request: AuthenticatedRequest) -> HttpResponse:
    """List the lessons that one writes and reviews."""
    said = {"lessons": queries.desk(request.person)}
    return render(request, "workshops/lessons/desk.html", said)


@members(LEAD, methods=FORM)
def new(request: AuthenticatedRequest) -> HttpResponse:
    """Write a lesson."""
    form = NewLessonForm(request.POST or None).offer(request.person)
    made = attempt(form, partial(acts.write_lesson, by=request.user))
    if made is not None:
        messages.success(request, _("The lesson is written; send it to review."))
        return redirect("workshops:edit_lesson", made.public_id)
    said = {"form": form, "lesson": None}
    return render(request, "workshops/lessons/edit.html", said)


@members(LEAD, methods=FORM)
def edit(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Read a lesson as it stands, and change it."""
    found = queries.lesson_of(request.person, key)
    now = {"source": found.source, "tags": ", ".join(found.tags)}
    form = LessonForm(request.POST or None, initial=now | initial_of(found.texts))
    act = partial(acts.change_lesson, found, by=request.user)
    if attempt(form, act) is not None:
        messages.success(request, _("The lesson is changed; send it to review."))
        return redirect("workshops:edit_lesson", key)
    said = {
        "form": form,
        "lesson": found,
        "own": found.written_by_id == request.user.pk,
    }
    return render(request, "workshops/lessons/edit.html", said)


@members(LEAD, methods=WRITE)
def step(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Send a lesson to review, back, to the library or out of it; or erase it."""
    found = queries.lesson_of(request.person, key)
    asked = request.POST.get("step", "")
    if asked == "erase":
        done = _("The lesson is erased.")
        if tried(request, lambda: acts.erase(found, by=request.user), done):
            return redirect("workshops:lessons_desk")
    else:
        act = STEPS.get(asked, _unknown)
        tried(request, lambda: act(found, by=request.user), _("Done."))
    return redirect("workshops:edit_lesson", key)


def _unknown(lesson: Lesson, *, by: User) -> None:
    raise ValidationError(_("A lesson is reviewed, published or withdrawn."))
