"""Addresses of the console."""

from django.urls import path

from karski.web.exercises.views import following

urlpatterns = [
    path("<uuid:key>/stream/", following.stream, name="stream"),
    path("<uuid:key>/entries/", following.entries, name="entries"),
]
