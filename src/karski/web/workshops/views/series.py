"""Series: what they are for, who carries them, and their workshops."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from karski.web.people.access import FORM, WRITE, members, public
from karski.web.people.forms.people import attempt
from karski.web.people.person import AuthenticatedRequest, person
from karski.web.people.roles import Permission
from karski.web.workshops.actions import examples
from karski.web.workshops.actions import series as actions
from karski.web.workshops.forms.series import AimForm, PartnerForm, SeriesForm
from karski.web.workshops.forms.texts import initial_of
from karski.web.workshops.models import Partner, Series
from karski.web.workshops.queries import series as queries
from karski.web.workshops.queries import whose

RUN = Permission.MANAGE_WORKSHOPS


@public()
def listed(request: HttpRequest) -> HttpResponse:
    """List the series that somebody may see, and what concerns them."""
    asker = person(request)
    said = {
        "series": queries.series_seen(asker),
        "mine": queries.theirs(asker),
        "may_make": asker.may(RUN),
        "has_example": Series.objects.filter(historical=True).exists(),
    }
    return render(request, "workshops/all.html", said)


@public()
def shown(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a series: aims and progress, partners, workshops, documents."""
    asker = person(request)
    found = get_object_or_404(queries.series_seen(asker), slug=slug)
    runs = asker.may(RUN, found.organisation_id)
    said = {
        "series": found,
        "runs": runs,
        "workshops": queries.workshops_of(found, all_of_them=runs),
        "aims": queries.aims_of(found),
        "partners": queries.partners_by_part(found),
        "documents": queries.documents_of(found, all_of_them=runs),
    }
    return render(request, "workshops/series/series.html", said)


@members(RUN, methods=FORM)
def new(request: AuthenticatedRequest) -> HttpResponse:
    """Make a series."""
    form = SeriesForm(request.POST or None).offer(queries.places(request.person))
    made = attempt(form, partial(actions.create_series, by=request.user))
    if made is not None:
        messages.success(request, _("The series is made; add partners and workshops."))
        return redirect("workshops:edit_series", made.slug)
    return render(request, "workshops/series/new.html", {"form": form})


@members(RUN, methods=FORM)
def edit(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """Change a series."""
    found = _run(request, slug)
    now = {
        "organisation": found.organisation,
        "slug": found.slug,
        "published": found.published,
        **initial_of(found.texts),
    }
    form = SeriesForm(request.POST or None, initial=now).offer(
        queries.places(request.person)
    )
    done = attempt(form, partial(actions.change_series, found, by=request.user))
    if done is not None:
        messages.success(request, _("The series is changed."))
        return redirect("workshops:edit_series", done.slug)
    return _edited(request, found, form=form)


@members(RUN, methods=WRITE)
def partner(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """Name a partner or funder."""
    found, form = _run(request, slug), PartnerForm(request.POST, auto_id="partner_%s")
    if attempt(form, partial(actions.add_partner, found, by=request.user)) is None:
        return _edited(request, found, partner_form=form)
    return redirect("workshops:edit_series", slug)


@members(RUN, methods=WRITE)
def remove_partner(request: AuthenticatedRequest, key: int) -> HttpResponse:
    """Name a partner no longer."""
    found = get_object_or_404(Partner, pk=key)
    series = _run(request, found.series.slug)
    actions.remove_partner(found, by=request.user)
    return redirect("workshops:edit_series", series.slug)


@members(RUN, methods=WRITE)
def aim(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """Say what an aim means in a series."""
    found, form = _run(request, slug), AimForm(request.POST, auto_id="aim_%s")
    if attempt(form, partial(actions.say_aim, found, by=request.user)) is None:
        return _edited(request, found, aim_form=form)
    return redirect("workshops:edit_series", slug)


@members(RUN, methods=WRITE)
def example(request: AuthenticatedRequest) -> HttpResponse:
    """Add the historical series as an example."""
    place = queries.places(request.person).first()
    if place is None:
        raise Http404
    try:
        made = examples.add_historical_series(place, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("workshops:all")
    return redirect("workshops:series", made.slug)


def _run(request: AuthenticatedRequest, slug: str) -> Series:
    rows = whose.managed_series(request.person).filter(historical=False)
    return get_object_or_404(rows, slug=slug)


def _edited(
    request: AuthenticatedRequest,
    found: Series,
    *,
    form: SeriesForm | None = None,
    partner_form: PartnerForm | None = None,
    aim_form: AimForm | None = None,
) -> HttpResponse:
    now = {
        "organisation": found.organisation,
        "slug": found.slug,
        "published": found.published,
        **initial_of(found.texts),
    }
    said = {
        "series": found,
        "form": form or SeriesForm(initial=now).offer(queries.places(request.person)),
        "partner_form": partner_form or PartnerForm(auto_id="partner_%s"),
        "aim_form": aim_form or AimForm(auto_id="aim_%s"),
        "partners": found.partners.all(),
        "aims": queries.aims_of(found),
    }
    return render(request, "workshops/series/edit.html", said)
