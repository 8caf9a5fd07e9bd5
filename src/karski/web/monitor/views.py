"""The monitor's pages: read the request, ask the edition, render."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, ngettext

from karski.briefings.edition.country import Country
from karski.web.monitor import words
from karski.web.monitor.charts import chart
from karski.web.monitor.editions import (
    Shown,
    SpoiltEditionError,
    UnknownEditionError,
    shelf,
)
from karski.web.monitor.forms import QuestionForm
from karski.web.monitor.names import key, name
from karski.web.monitor.pages import age, of_edition, show, usual
from karski.web.monitor.queries import find
from karski.web.monitor.queries.lines import World, earlier
from karski.web.monitor.queries.lines import world as world_of
from karski.web.monitor.question import Question, asked
from karski.web.monitor.told import (
    atlas,
    chances,
    moves,
    numbers,
    onset_scorecard,
    record,
    risks,
    sources,
    story,
    table,
    trust,
)
from karski.web.monitor.told import (
    countries as listing,
)
from karski.web.monitor.told import (
    country as situation,
)
from karski.web.monitor.told import (
    scorecard as scored,
)
from karski.web.people.access import public


@public()
@of_edition
def world(request: HttpRequest, shown: Shown) -> HttpResponse:
    """Show where civilians are most at risk."""
    question = asked(request.GET, shown.facts)
    if question is None:
        return show(request, "world", shown)
    answers = world_of(shown, question)
    previous = earlier(shown, question)
    context = {
        "question": question,
        "form": QuestionForm(shown.facts, question),
        "hint": " ".join(_hint(question, shown)),
        "title": risks.title(question, shown.facts),
        "lede": risks.lede(answers, question, shown.facts),
        "age": age(shown, question.what, question.horizon),
        "map": atlas.drawn(shown, question),
        "key": atlas.key(question),
        "map_source": atlas.source(shown),
        "trust": trust.marks(shown, question),
        "against": risks.against(previous, question.onset),
        "moves": _moves(shown, answers),
        "steady": _steady(answers),
        **_table(request, shown, question, answers),
    }
    return show(request, "world", shown, context)


def _table(
    request: HttpRequest, shown: Shown, question: Question, answers: World
) -> dict[str, Any]:
    looked = request.GET.get("find", "")[: words.LONGEST]
    order = request.GET.get("order", table.USUAL)
    order = order if order in table.ORDERS else table.USUAL
    rows, of = table.rows(shown, question, order, looked)
    lacking = sorted((name(place) for place in answers.lacking), key=key)
    return {
        "find": looked,
        "order": order,
        "rows": rows,
        "found": _found(len(rows), of) if looked else "",
        "all_of": gettext("Show all {count}").format(count=words.number(len(rows))),
        "columns": table.columns(question, shown, looked),
        "table_note": table.note(question),
        "nothing": gettext("No country of this edition is called so."),
        "not_forecast": gettext("Not forecast: {list}.").format(
            list=words.listed(lacking)
        )
        if lacking
        else "",
    }


def _found(count: int, of: int) -> str:
    form = ngettext("{count} of {of} countries", "{count} of {of} countries", count)
    return form.format(count=words.number(count), of=words.number(of))


def _hint(question: Question, shown: Shown) -> list[str]:
    told = [
        gettext(
            "New mass killings are forecast by the year, whatever number is chosen."
        )
        if question.onset
        else gettext("Deaths are forecast for 3, 6 and 12 months together.")
    ]
    absent = [each.target for each in shown.facts.lacking if each.horizon is None]
    names = [str(risks.KINDS[each]) for each in absent if each in risks.KINDS]
    if names:
        form = gettext("Not in this edition: {list}.")
        told.append(form.format(list=words.listed(names)))
    return told


def _moves(shown: Shown, answers: World) -> list[dict[str, Any]]:
    return [
        {
            "href": listing.address(shown, line.place.number),
            "name": name(line.place),
            "told": moves.of_line(line),
            "why": moves.why_moved(line),
        }
        for line in moves.most(answers)
    ]


def _steady(answers: World) -> str:
    count = sum(line.moved == "same" for line in answers.lines)
    form = ngettext(
        "In {count} country nothing worth telling changed.",
        "In {count} countries nothing worth telling changed.",
        count,
    )
    return form.format(count=words.number(count))


@public()
@of_edition
def countries(request: HttpRequest, shown: Shown) -> HttpResponse:
    """List every country of the edition."""
    looked = request.GET.get("find", "")[: words.LONGEST]
    question = listing.question(shown)
    context = {
        "find": looked,
        "regions": listing.regions(shown, looked),
        "near": [_near(shown, looked)] if looked else [],
        "title": risks.title(question, shown.facts) if question else "",
    }
    return show(request, "countries", shown, context)


def _near(shown: Shown, looked: str) -> list[tuple[str, str]]:
    return [
        (name(place), listing.address(shown, place.number))
        for place in find.near(shown, looked)
    ]


@public()
@of_edition
def country(request: HttpRequest, shown: Shown, code: str) -> HttpResponse:
    """Show one country: what we think, how sure, why, and how often we were wrong."""
    number = shown.codes.get(code)
    if number is None:
        meant = find.code(shown, code)
        if meant is not None:
            return redirect(listing.address(shown, shown.codes[meant]))
        context = {"asked": words.short(code), "near": _near(shown, code)}
        return show(
            request, "unknown_country", shown, context, status=404, under="countries"
        )
    found = shown.edition.country(number)
    context = _country(shown, found, request.GET.get("what", ""))
    return show(request, "country", shown, context, under="countries")


def _country(shown: Shown, found: Country, what: str) -> dict[str, Any]:
    target = what if what in found.deaths else next(iter(found.deaths), None)
    deaths = found.deaths[target] if target else None
    passing = chances.thresholds(shown, deaths) if deaths else []
    return {
        "country": found,
        "name": name(found.place),
        "lede": situation.lede(shown, found),
        "strip": situation.strip(shown, found),
        "target": target,
        "age": age(shown, target or "", max(found.onsets, default=0)),
        "kinds": [(each, risks.KINDS.get(each, each)) for each in found.deaths],
        "deaths": deaths,
        "fan": chart(shown, f"{found.place.number}/{target}-fan", numbers.fan()),
        "fan_said": numbers.finding(deaths) if deaths else "",
        "months": numbers.months(deaths) if deaths else [],
        "violence": numbers.violence(found),
        "violence_chart": chart(shown, f"{found.place.number}/violence"),
        "thresholds": passing,
        "onsets": situation.onsets(shown, found),
        "story": _story(shown, found),
        "drivers": _drivers(shown, found),
        "record": record.of_deaths(deaths) if deaths else [],
        "record_chart": chart(shown, f"{found.place.number}/{target}-record"),
        "onset_record": record.of_onsets(_longest(found.onset_record) or ()),
        "lacking": situation.lacking(shown, found),
        "sources": sources.every(shown.facts),
    }


def _story(shown: Shown, found: Country) -> story.Page | None:
    told = _longest(found.stories)
    return story.page(shown, told) if told else None


def _drivers(shown: Shown, found: Country) -> Any:  # noqa: ANN401 -- HTML or None
    if not found.stories:
        return None
    return chart(shown, f"{found.place.number}/onset-{max(found.stories)}-drivers")


def _longest(by_horizon: Any) -> Any:  # noqa: ANN401 -- a mapping of any kind
    return by_horizon[max(by_horizon)] if by_horizon else None


@public()
@of_edition
def scorecard(request: HttpRequest, shown: Shown) -> HttpResponse:
    """Show how good the forecasts have been, misses by name."""
    context = {"deaths": scored.deaths(shown), "onsets": onset_scorecard.onsets(shown)}
    return show(request, "scorecard", shown, context)


@public()
@of_edition
def data(request: HttpRequest, shown: Shown) -> HttpResponse:
    """Show what the figures rest on: sources, versions, licences, editions."""
    context = {
        "sources": sources.every(shown.facts),
        "lacking": sources.lacking(shown.facts),
        "held": sources.held(shown.facts),
        "entries": shelf().entries(),
        "map_source": atlas.source(shown),
    }
    return show(request, "data", shown, context)


@public()
def method(request: HttpRequest) -> HttpResponse:
    """Say how the forecasts are made."""
    return show(request, "method", _at_hand(request))


@public()
def limits(request: HttpRequest) -> HttpResponse:
    """Say what the numbers mean and do not mean."""
    return show(request, "limits", _at_hand(request))


@public()
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say how everybody can use the site, and what is still wrong."""
    return show(request, "accessibility", _at_hand(request))


def _at_hand(request: HttpRequest) -> Shown | None:
    """Return the edition whose banner a page of text must carry, if there is one."""
    try:
        return shelf().shown(request.GET.get("edition"))
    except (UnknownEditionError, SpoiltEditionError):
        return usual()
