"""Addresses of selection and seats."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
