"""Addresses of a desk and of whoever has a personal link."""

from django.urls import path

from karski.web.exercises.views import following

urlpatterns = [
    path("seat/<str:token>/stream/", following.my_stream, name="my_stream"),
    path("seat/<str:token>/entries/", following.my_entries, name="my_entries"),
]
