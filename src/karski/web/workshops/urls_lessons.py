"""Addresses of lessons and talk."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
