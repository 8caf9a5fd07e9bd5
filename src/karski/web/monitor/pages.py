"""What every page of the monitor is given, and what stands where there is nothing."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from karski.core.months import month_id
from karski.web.monitor import words
from karski.web.monitor.editions import (
    Entry,
    Shown,
    SpoiltEditionError,
    UnknownEditionError,
    shelf,
)

LOCAL = (
    ("world", _("World")),
    ("countries", _("Countries")),
    ("scorecard", _("Scorecard")),
    ("data", _("Data")),
    ("method", _("Method")),
    ("limits", _("What the numbers mean")),
)
YEAR = 12  # months
FRESH = 6  # months: older data than these are said to be old
P = ParamSpec("P")


def of_edition(
    view: Callable[Concatenate[HttpRequest, Shown, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Give a view the edition that its address asks for, or say why there is none."""

    @wraps(view)
    def answer(
        request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        try:
            shown = shelf().shown(request.GET.get("edition"))
        except UnknownEditionError as error:
            return _other(request, "monitor/unknown_edition.html", error, 404)
        except SpoiltEditionError as error:
            return _other(request, "monitor/spoilt_edition.html", error, 503)
        if shown is None:
            spoilt = shelf().spoilt()
            context = {"local": LOCAL, "folders": spoilt}
            return render(request, "monitor/no_edition.html", context)
        return view(request, shown, *args, **kwargs)

    return answer


def show(
    request: HttpRequest,
    page: str,
    shown: Shown | None,
    context: Mapping[str, Any] | None = None,
    *,
    status: int = 200,
    under: str = "",
) -> HttpResponse:
    """Render a page of the monitor."""
    whole = {
        "shown": shown,
        "real": real(shown),
        "local": LOCAL,
        "here": page,
        "under": under,
        "data_to": data_to(shown),
        **(context or {}),
    }
    return render(request, f"monitor/{page}.html", whole, status=status)


def usual() -> Shown | None:
    """Return what is on screen where a page needs no edition."""
    return shelf().shown()


def real(shown: Shown | None) -> Entry | None:
    """Return the real edition that a simulated one offers to go to."""
    if shown is None or not shown.edition.simulated:
        return None
    return next((each for each in shown.others if not each.facts.simulated), None)


def data_to(shown: Shown | None) -> str:
    """Name the last month (or year) of the edition's data."""
    if shown is None:
        return ""
    months = [each.origin for each in shown.facts.targets]
    if months:
        return words.month(max(months))
    years = [each.origin for each in shown.facts.onsets]
    return str(max(years)) if years else ""


def age(shown: Shown, target: str, horizon: int = 0) -> str:
    """Say that the data of a forecast ended long before the day it was published."""
    issued = month_id(shown.edition.issued.year, shown.edition.issued.month)
    facts = shown.facts.target(target)
    yearly = shown.facts.onset(horizon)
    if facts is not None:
        last, told = facts.origin, words.month(facts.origin)
    elif yearly is not None:
        last, told = month_id(yearly.origin, YEAR), str(yearly.origin)
    else:
        return ""
    if issued - last <= FRESH:
        return ""
    form = gettext(
        "These data end in {data}. The forecast speaks of the time from then on, part"
        " of which has passed; it knows nothing of what happened since."
    )
    return form.format(data=told)


def _other(
    request: HttpRequest, template: str, error: Exception, status: int
) -> HttpResponse:
    context = {
        "asked": words.short(str(error.args[0])),
        "entries": shelf().entries(),
        "local": LOCAL,
    }
    return render(request, template, context, status=status)
