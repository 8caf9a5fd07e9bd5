"""Addresses of the exercises as a whole."""

from django.urls import path

from karski.web.exercises.views import runs

urlpatterns = [
    path("", runs.all_exercises, name="all"),
    path("new/", runs.new, name="new"),
]
