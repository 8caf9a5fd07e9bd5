"""Addresses of the aims and of commitments."""

from django.urls import path

from karski.web.programme import views

app_name = "programme"
urlpatterns = [
    path("", views.aims, name="aims"),
    path("commitments/", views.commitments, name="commitments"),
    path("commitments/new/", views.commit, name="commit"),
    path("commitments/<uuid:key>/", views.commitment, name="commitment"),
    path("commitments/<uuid:key>/review/", views.review, name="review"),
    path("commitments/<uuid:key>/withdraw/", views.withdraw, name="withdraw"),
]
