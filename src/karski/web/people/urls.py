"""Addresses of organisations, cohorts, invitations and one's own account."""

from django.urls import path

from karski.web.people import urls_own
from karski.web.people.views import account, cohorts, entrance, organisations

app_name = "people"
urlpatterns = [
    path("", organisations.listed, name="organisations"),
    path("new/", organisations.made, name="new_organisation"),
    path("<int:key>/", organisations.people, name="organisation"),
    path("<int:key>/invite/", organisations.invite, name="invite"),
    path("invitation/<int:key>/withdraw/", organisations.withdraw, name="withdraw"),
    path("member/<int:key>/role/", organisations.change_role, name="role"),
    path("member/<int:key>/remove/", organisations.remove, name="remove"),
    path("cohorts/", cohorts.listed, name="cohorts"),
    path("cohorts/new/", cohorts.made, name="new_cohort"),
    path("cohorts/<int:key>/", cohorts.shown, name="cohort"),
    path("cohorts/<int:key>/add/", cohorts.add, name="add"),
    path("cohorts/<int:key>/seats/", cohorts.seats, name="seats"),
    path("cohorts/member/<int:key>/remove/", cohorts.take_out, name="take_out"),
    path("cohorts/seat/<int:key>/revoke/", cohorts.revoke, name="revoke"),
    path("you/", account.you, name="you"),
    path("join/<str:token>/", entrance.join, name="join"),
    path("first/<str:token>/", entrance.first, name="first"),
    path("seat/", entrance.seat, name="seat"),
    *urls_own.urlpatterns,
]
