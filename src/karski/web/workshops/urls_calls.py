"""Addresses of calls, candidates, reviewers."""

from django.urls import path

from karski.web.workshops.views import (
    applying,
    calls,
    candidates,
    my_application,
    reviewing,
)

_ONE = "<uuid:key>/candidates/<uuid:who>/"
urlpatterns = [
    path("<uuid:key>/apply/", applying.apply, name="apply"),
    path("<uuid:key>/applied/", applying.applied, name="applied"),
    path("invited/<str:token>/", applying.invited, name="invited"),
    path("mine/<str:token>/application/", my_application.change, name="mine_change"),
    path("mine/<str:token>/confirm/", my_application.confirm, name="mine_confirm"),
    path("mine/<str:token>/withdraw/", my_application.withdraw, name="mine_withdraw"),
    path("<uuid:key>/call/", calls.call, name="call"),
    path("<uuid:key>/invitations/", calls.invitations, name="invitations"),
    path(
        "<uuid:key>/invitations/<int:number>/withdraw/",
        calls.withdraw_invitation,
        name="withdraw_invitation",
    ),
    path("<uuid:key>/reviewers/", calls.reviewers, name="reviewers"),
    path(
        "<uuid:key>/reviewers/<int:number>/remove/",
        calls.remove_reviewer,
        name="remove_reviewer",
    ),
    path("<uuid:key>/candidates/", candidates.listed, name="candidates"),
    path("<uuid:key>/candidates/names/", candidates.names, name="candidate_names"),
    path("<uuid:key>/candidates/export/", candidates.export, name="export"),
    path("<uuid:key>/candidates/import/", candidates.upload, name="import"),
    path(_ONE, candidates.candidate, name="candidate"),
    path(f"{_ONE}needs/", candidates.needs, name="candidate_needs"),
    path(f"{_ONE}decide/", candidates.decide, name="candidate_decide"),
    path(f"{_ONE}link/", candidates.link, name="candidate_link"),
    path("<uuid:key>/review/", reviewing.to_review, name="to_review"),
    path("<uuid:key>/review/<uuid:who>/", reviewing.review, name="review"),
    path("<uuid:key>/review/<uuid:who>/conflict/", reviewing.conflict, name="conflict"),
]
