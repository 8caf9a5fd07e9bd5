"""The rules and the seed of a selection: written by those who run it, seen by all."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from karski.core.errors import DocumentError
from karski.selection.rules import parse_rules
from karski.web.people.access import FORM, WRITE, members, public
from karski.web.people.forms.people import attempt
from karski.web.people.person import AuthenticatedRequest, person
from karski.web.workshops import rule_words
from karski.web.workshops.actions import rule_book
from karski.web.workshops.forms.selection import RulesForm, TakeBackForm
from karski.web.workshops.models import RuleBook, Workshop
from karski.web.workshops.queries import chosen, pool
from karski.web.workshops.queries.public_numbers import breakdowns
from karski.web.workshops.queries.whose import RUN, workshop_of, workshops_seen


@members(RUN, methods=FORM)
def book(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Write the rules and the seed; once published, show them."""
    workshop = workshop_of(request.person, key)
    kept = chosen.book_of(workshop)
    form = RulesForm(
        request.POST or None, initial={"rules": kept.rules, "seed": kept.seed}
    )
    if request.method == "POST":
        done = attempt(form, partial(rule_book.write, workshop, by=request.user))
        if done is not None:
            messages.success(request, _("The rules are kept."))
            return redirect("workshops:rules", key)
    text = form["rules"].value() if form.is_bound else kept.rules
    return _shown(request, workshop, kept, form, str(text or ""))


@members(RUN, methods=WRITE)
def publish(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Publish rules, seed and the digests of the list."""
    workshop = workshop_of(request.person, key)
    try:
        rule_book.publish(workshop, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("workshops:rules", key)
    messages.success(request, _("The rules and the seed are published."))
    return redirect("workshops:selection", key)


@members(RUN, methods=WRITE)
def take_back(request: AuthenticatedRequest, key: UUID) -> HttpResponse:
    """Take the publication back."""
    workshop = workshop_of(request.person, key)
    form = TakeBackForm(request.POST)
    done = attempt(form, partial(rule_book.take_back, workshop, by=request.user))
    if done is None:
        messages.error(
            request, " ".join(f"{e}" for found in form.errors.values() for e in found)
        )
    else:
        messages.success(request, _("The rules can be changed again."))
    return redirect("workshops:rules", key)


@public()
def public_selection(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show how the seats are given: rules, seed, digests, and who sits in numbers."""
    workshop = get_object_or_404(workshops_seen(person(request)), public_id=key)
    kept = chosen.book_of(workshop)
    if kept.published is None and not kept.earlier:
        raise Http404
    selection = chosen.announced(workshop)
    said = {
        "workshop": workshop,
        "book": kept,
        "rules_sha256": pool.sha256(kept.rules),
        "summary": _summary(kept.rules, workshop),
        "selection": selection,
        "breakdowns": breakdowns(selection) if selection else [],
        "host": pool.host(workshop),
    }
    return render(request, "workshops/selection/public.html", said)


def _shown(
    request: AuthenticatedRequest,
    workshop: Workshop,
    kept: RuleBook,
    form: RulesForm,
    text: str,
) -> HttpResponse:
    said = {
        "workshop": workshop,
        "section": "selection",
        "book": kept,
        "form": form,
        "summary": _summary(text, workshop),
        "announced": chosen.announced(workshop),
        "rules_sha256": pool.sha256(kept.rules),
        "take_back": TakeBackForm(),
    }
    return render(request, "workshops/selection/rules.html", said)


def _summary(text: str, workshop: Workshop) -> list[rule_words.Line]:
    """Tell rules in plain words; nothing of a document that has a slip."""
    try:
        rules = parse_rules(text, chosen.FILE)
    except DocumentError:
        return []
    return rule_words.summary(rules, pool.host(workshop))
