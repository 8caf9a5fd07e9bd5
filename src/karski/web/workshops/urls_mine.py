"""Addresses of a candidate's own page."""

from django.urls import path

from karski.web.workshops.views import mine

urlpatterns = [path("mine/<str:token>/", mine.shown, name="mine")]
