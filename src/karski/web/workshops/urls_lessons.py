"""Addresses of lessons and talk."""

from django.urls import path

from karski.web.workshops.views import lessons, mine_talk, threads

TALK, MINE = "<uuid:key>/talk/", "mine/<str:token>/talk/<uuid:thread>/"
urlpatterns = [
    path("lessons/", lessons.library, name="lessons"),
    path("lessons/desk/", lessons.desk, name="lessons_desk"),
    path("lessons/new/", lessons.new, name="new_lesson"),
    path("lessons/<uuid:key>/", lessons.lesson, name="lesson"),
    path("lessons/<uuid:key>/edit/", lessons.edit, name="edit_lesson"),
    path("lessons/<uuid:key>/step/", lessons.step, name="lesson_step"),
    path(TALK, threads.listed, name="threads"),
    path(f"{TALK}<uuid:thread>/", threads.shown, name="thread"),
    path(f"{TALK}<uuid:thread>/step/", threads.step, name="thread_step"),
    path(f"{TALK}<uuid:thread>/<uuid:post>/erase/", threads.erase, name="thread_erase"),
    path(MINE, mine_talk.thread, name="mine_thread"),
    path(f"{MINE}<uuid:post>/", mine_talk.change, name="mine_post"),
    path(f"{MINE}<uuid:post>/erase/", mine_talk.erase, name="mine_post_erase"),
    path("mine/<str:token>/lesson/", mine_talk.note, name="mine_lesson"),
]
