"""Addresses of series, workshops and their documents."""

from django.urls import path

from karski.web.workshops.views import series

urlpatterns = [
    path("", series.listed, name="all"),
    path("<uuid:key>/", series.workshop, name="workshop"),
]
