"""Addresses of scenarios, of papers and of the room's screen."""

from django.urls import path

from karski.web.exercises.views import papers, plenary, review_papers, scenarios

urlpatterns = [
    path("scenarios/<slug:name>.yaml", scenarios.scenario_file, name="scenario_file"),
    path("scenarios/<slug:name>/", scenarios.scenario, name="scenario"),
    path("<uuid:key>/paper/", papers.paper, name="paper"),
    path(
        "<uuid:key>/paper/<slug:name>.<slug:language>.pdf",
        papers.paper_file,
        name="paper_file",
    ),
    path(
        "<uuid:key>/paper/<slug:name>/<slug:role>.<slug:language>.pdf",
        papers.paper_of_seat,
        name="paper_of_seat",
    ),
    path(
        "<uuid:key>/review/review.<slug:language>.<slug:kind>",
        review_papers.review_file,
        name="review_file",
    ),
    path(
        "seat/<str:token>/review/review.<slug:language>.<slug:kind>",
        review_papers.my_review_file,
        name="my_review_file",
    ),
    path("<uuid:key>/plenary/", plenary.plenary, name="plenary"),
    path("<uuid:key>/plenary/lead/", plenary.plenary_lead, name="plenary_lead"),
    path(
        "<uuid:key>/plenary/waiting/", plenary.plenary_waiting, name="plenary_waiting"
    ),
    path("<uuid:key>/plenary/put/<slug:measure>/", plenary.put, name="plenary_put"),
    path("<uuid:key>/plenary/count/<int:number>/", plenary.count, name="plenary_count"),
]
