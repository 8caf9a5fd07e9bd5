"""The monitor's pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from karski.web.people.access import public


@public()
def world(request: HttpRequest) -> HttpResponse:
    """Show where civilians are most at risk."""
    return render(request, "monitor/world.html")
