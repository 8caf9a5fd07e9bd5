"""Addresses of a desk and of whoever has a personal link."""

from django.urls import path

from karski.web.exercises.views import acting, agreeing, deciding, desk, following

SEAT = "seat/<str:token>/"
MESSAGE = f"{SEAT}messages/<int:number>/"
MEASURE = f"{SEAT}measures/<str:name>/"
DECISION = f"{SEAT}decisions/<int:number>/"
FORECAST = f"{SEAT}forecasts/<str:question>/"

urlpatterns = [
    path(SEAT, desk.mine, name="mine"),
    path(f"{SEAT}stream/", following.my_stream, name="my_stream"),
    path(f"{SEAT}entries/", following.my_entries, name="my_entries"),
    path(f"{SEAT}part/<str:name>/", desk.part, name="desk_part"),
    path(f"{SEAT}talk/", desk.talk, name="desk_talk"),
    path(f"{SEAT}brief/", desk.brief, name="desk_brief"),
    path(MESSAGE, desk.message, name="desk_message"),
    path(f"{MESSAGE}share/", acting.share, name="desk_share"),
    path(f"{MESSAGE}answer/", acting.inform, name="desk_inform"),
    path(f"{SEAT}say/", acting.say, name="desk_say"),
    path(f"{SEAT}ask/", acting.ask, name="desk_ask"),
    path(f"{SEAT}advice/", acting.advice, name="desk_advice"),
    path(f"{SEAT}board/", acting.board, name="desk_board"),
    path(f"{SEAT}notes/", acting.notes, name="desk_notes"),
    path(f"{SEAT}read/", acting.read, name="desk_read"),
    path(FORECAST, acting.forecast, name="desk_forecast"),
    path(f"{SEAT}out/", acting.step_out, name="desk_step_out"),
    path(f"{SEAT}back/", acting.step_back, name="desk_step_back"),
    path(f"{SEAT}measures/", deciding.measures, name="desk_measures"),
    path(MEASURE, deciding.measure, name="desk_measure"),
    path(f"{MEASURE}propose/", agreeing.propose, name="desk_propose"),
    path(DECISION, deciding.decision, name="desk_decision"),
    path(f"{DECISION}sign/", agreeing.sign, name="desk_sign"),
    path(f"{DECISION}decline/", agreeing.decline, name="desk_decline"),
    path(f"{DECISION}vote/", agreeing.vote, name="desk_vote"),
    path(f"{DECISION}withdraw/", agreeing.withdraw, name="desk_withdraw"),
]
