"""Addresses of the monitor."""

from django.urls import path

from karski.web.monitor import views

app_name = "monitor"
urlpatterns = [path("", views.world, name="world")]
