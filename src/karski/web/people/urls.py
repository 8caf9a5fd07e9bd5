"""Addresses of organisations, cohorts, invitations and one's own data."""

from django.urls import URLPattern

app_name = "people"
urlpatterns: list[URLPattern] = []
