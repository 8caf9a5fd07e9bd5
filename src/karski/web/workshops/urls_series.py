"""Addresses of series, workshops and their documents."""

from django.urls import path

from karski.web.workshops.views import documents, series, workshops

urlpatterns = [
    path("", series.listed, name="all"),
    path("series/new/", series.new, name="new_series"),
    path("series/example/", series.example, name="example"),
    path("series/<slug:slug>/", series.shown, name="series"),
    path("series/<slug:slug>/edit/", series.edit, name="edit_series"),
    path("series/<slug:slug>/partner/", series.partner, name="partner"),
    path("series/<slug:slug>/aim/", series.aim, name="aim"),
    path("series/<slug:slug>/new/", workshops.new, name="new_workshop"),
    path("partners/<int:key>/remove/", series.remove_partner, name="remove_partner"),
    path("<uuid:key>/", workshops.shown, name="workshop"),
    path("<uuid:key>/about/", workshops.about, name="about"),
    path("<uuid:key>/edit/", workshops.edit, name="edit_workshop"),
    path("<uuid:key>/documents/", documents.add, name="add_document"),
    path("documents/<uuid:key>/", documents.document, name="document"),
    path("documents/<uuid:key>/remove/", documents.remove, name="remove_document"),
    path(
        "mine/<str:token>/documents/<uuid:key>/", documents.mine, name="mine_document"
    ),
]
