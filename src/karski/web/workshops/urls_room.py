"""Addresses of the room."""

from django.urls import path

from karski.web.workshops.views import (
    attendance,
    mine_room,
    polls,
    questions,
    room,
    slips,
    teams,
)

ROOM, MINE = "<uuid:key>/room/", "mine/<str:token>/room/"
urlpatterns = [
    path(ROOM, room.shown, name="room"),
    path(f"{ROOM}attendance/", attendance.listed, name="room_attendance"),
    path(f"{ROOM}attendance.csv", attendance.sheet, name="room_sheet"),
    path(
        f"{ROOM}attendance/<uuid:participant>/", attendance.correct, name="room_correct"
    ),
    path(f"{ROOM}in/<uuid:participant>/", attendance.badge, name="room_badge"),
    path(f"{ROOM}questions/", questions.listed, name="room_questions"),
    path(
        f"{ROOM}questions/<uuid:question>/", questions.step, name="room_question_step"
    ),
    path(f"{ROOM}polls/", polls.listed, name="room_polls"),
    path(f"{ROOM}polls/<uuid:poll>/", polls.step, name="room_poll_step"),
    path(f"{ROOM}teams/", teams.listed, name="room_teams"),
    path(f"{ROOM}teams/undo/", teams.undo, name="room_teams_undo"),
    path(f"{ROOM}slips/", slips.made, name="room_slips"),
    path("screen/<str:token>/", room.screen, name="screen"),
    path("here/<uuid:key>/<str:code>/", attendance.here, name="here"),
    path(MINE, mine_room.shown, name="mine_room"),
    path(f"{MINE}sign-in/", mine_room.sign_in, name="mine_sign_in"),
    path(f"{MINE}ask/", mine_room.ask, name="mine_ask"),
    path(f"{MINE}support/<uuid:question>/", mine_room.support, name="mine_support"),
    path(f"{MINE}vote/<uuid:poll>/", mine_room.vote, name="mine_vote"),
]
