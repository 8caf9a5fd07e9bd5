"""Addresses of the exercises as a whole, and of who takes part in one."""

from django.urls import path

from karski.web.exercises.views import people, runs

urlpatterns = [
    path("", runs.all_exercises, name="all"),
    path("new/", runs.new, name="new"),
    path("<uuid:key>/", runs.exercise, name="exercise"),
    path("<uuid:key>/people/", people.people, name="people"),
    path("<uuid:key>/people/part/", people.part, name="people_part"),
    path("<uuid:key>/people/screen/", people.screen, name="join_screen"),
    path("<uuid:key>/people/code/", people.new_code, name="new_code"),
    path("<uuid:key>/people/bots/", people.fill, name="fill_with_bots"),
    path("<uuid:key>/people/joining/", people.joining, name="joining"),
    path("<uuid:key>/people/add/", people.add, name="add_person"),
    path("<uuid:key>/people/<uuid:player>/link/", people.new_link, name="new_link"),
    path("<uuid:key>/people/<uuid:player>/seat/", people.seat, name="give_seat"),
    path(
        "<uuid:key>/people/<uuid:player>/remove/", people.remove, name="remove_person"
    ),
]
