"""Addresses of the review: what happened, replayed, forked, and the world behind it."""

from django.urls import path

from karski.web.exercises.views import forking, journals, reviewing, worlds

urlpatterns = [
    path("world/", worlds.world, name="world"),
    path("<uuid:key>/review/", reviewing.review, name="review"),
    path("<uuid:key>/review/lessons/", reviewing.lesson, name="lesson"),
    path("lessons/<uuid:key>/", reviewing.change_lesson, name="change_lesson"),
    path("<uuid:key>/review/plan/", reviewing.plan, name="plan"),
    path("plan/<uuid:key>/remove/", reviewing.remove_planned, name="remove_planned"),
    path("plan/<uuid:key>/commit/", reviewing.commit, name="commit_planned"),
    path("<uuid:key>/journal/", journals.journal, name="journal"),
    path("<uuid:key>/journal.<str:form>", journals.journal_file, name="journal_file"),
    path("<uuid:key>/replay/", journals.replay, name="replay"),
    path("<uuid:key>/fork/", forking.fork, name="fork"),
    path("<uuid:key>/review/changed/", forking.changed, name="changed"),
    path("seat/<str:token>/changed/", forking.my_changed, name="my_changed"),
    path("seat/<str:token>/review/", reviewing.my_review, name="my_review"),
    path("seat/<str:token>/review/lesson/", reviewing.my_lesson, name="my_lesson"),
    path("seat/<str:token>/fork/", forking.my_fork, name="my_fork"),
]
