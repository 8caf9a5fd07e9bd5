"""Addresses of calls, candidates, reviewers."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
