"""Addresses of joining, of choosing a seat and of leaving."""

from django.urls import path

from karski.web.exercises.views import joining

urlpatterns = [
    path("join/", joining.join, name="join"),
    path("join/<str:code>/", joining.join, name="join_with"),
    path("seat/<str:token>/seat/", joining.choose_seat, name="choose_seat"),
    path("seat/<str:token>/leave/", joining.leave, name="leave"),
]
