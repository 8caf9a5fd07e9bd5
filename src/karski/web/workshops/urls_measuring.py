"""Addresses of tests, forecasts and reactions."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
