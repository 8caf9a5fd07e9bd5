"""Addresses of experts and observers."""

from django.urls import path

from karski.web.exercises.views import watching

urlpatterns = [
    path("<uuid:key>/watching/", watching.watching, name="watching"),
    path("seat/<str:token>/watching/", watching.watching_mine, name="watching_mine"),
    path("seat/<str:token>/watching/view/", watching.my_view, name="my_view"),
    path("seat/<str:token>/watching/clock/", watching.my_clock, name="my_clock"),
    path("seat/<str:token>/watching/asked/", watching.my_asked, name="my_asked"),
    path("seat/<str:token>/watching/note/", watching.my_note, name="my_note"),
    path("seat/<str:token>/watching/mark/", watching.my_mark, name="my_mark"),
    path("seat/<str:token>/watching/rating/", watching.my_rating, name="my_rating"),
    path("seat/<str:token>/watching/advice/", watching.my_advice, name="my_advice"),
]
