"""Addresses of selection and seats."""

from django.urls import path

from karski.web.workshops.views import my_seat, rules, selection

urlpatterns = [
    path("<uuid:key>/selection/", selection.shown, name="selection"),
    path("<uuid:key>/selection/rules/", rules.book, name="rules"),
    path("<uuid:key>/selection/rules/publish/", rules.publish, name="publish_rules"),
    path("<uuid:key>/selection/rules/back/", rules.take_back, name="take_rules_back"),
    path("<uuid:key>/selection/RULES.yaml", selection.rules, name="rules_file"),
    path("<uuid:key>/selection/make/", selection.make, name="make_selection"),
    path("<uuid:key>/selection/announce/", selection.announce, name="announce"),
    path("<uuid:key>/selection/candidates.csv", selection.table, name="selection_list"),
    path("<uuid:key>/selection/fill/", selection.fill, name="fill_seats"),
    path("<uuid:key>/selection/<int:seat>/free/", selection.free, name="free_seat"),
    path("<uuid:key>/seats/", rules.public_selection, name="public_selection"),
    path("mine/<str:token>/seat/accept/", my_seat.accept, name="mine_accept"),
    path("mine/<str:token>/seat/give-up/", my_seat.give_up, name="mine_give_up"),
    path("mine/<str:token>/seat/leave/", my_seat.leave_list, name="mine_leave_list"),
]
