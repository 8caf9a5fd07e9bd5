"""Addresses of the monitor."""

from django.urls import path

from karski.web.monitor import views

app_name = "monitor"
urlpatterns = [
    path("", views.world, name="world"),
    path("countries/", views.countries, name="countries"),
    path("countries/<str:code>/", views.country, name="country"),
    path("scorecard/", views.scorecard, name="scorecard"),
    path("data/", views.data, name="data"),
    path("method/", views.method, name="method"),
    path("limits/", views.limits, name="limits"),
    path("accessibility/", views.accessibility, name="accessibility"),
]
