"""Addresses of the console."""

from django.urls import path

from karski.web.exercises.views import (
    adjudicating,
    console,
    desks,
    following,
    injecting,
    steering,
)

urlpatterns = [
    path("<uuid:key>/stream/", following.stream, name="stream"),
    path("<uuid:key>/entries/", following.entries, name="entries"),
    path("<uuid:key>/console/", console.console, name="console"),
    path("<uuid:key>/console/parts/<slug:part>/", console.part, name="console_part"),
    path("<uuid:key>/console/clock/<slug:act>/", steering.clock, name="clock"),
    path("<uuid:key>/console/log/", desks.log, name="log"),
    path("<uuid:key>/console/improvise/", injecting.improvise, name="improvise"),
    path("<uuid:key>/console/injects/<slug:name>/", injecting.shown, name="inject"),
    path(
        "<uuid:key>/console/injects/<slug:name>/<slug:act>/",
        injecting.act,
        name="inject_act",
    ),
    path("<uuid:key>/console/recall/<int:seq>/", injecting.recall, name="recall"),
    path(
        "<uuid:key>/console/decisions/<int:number>/",
        adjudicating.overrule,
        name="overrule",
    ),
    path("<uuid:key>/console/world/", adjudicating.adjust, name="adjust"),
    path("<uuid:key>/console/hint/", adjudicating.hint, name="hint"),
    path("<uuid:key>/console/answer/<int:seq>/", adjudicating.answer, name="answer"),
    path("<uuid:key>/console/questions/", adjudicating.question, name="ask_question"),
    path(
        "<uuid:key>/console/questions/<slug:name>/",
        adjudicating.resolve,
        name="resolve_question",
    ),
    path("<uuid:key>/desks/<slug:role>/", desks.desk, name="a_desk"),
    path(
        "<uuid:key>/desks/<slug:role>/<slug:to>/",
        adjudicating.hand_over,
        name="hand_over",
    ),
]
