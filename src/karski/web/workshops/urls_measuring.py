"""Addresses of tests, forecasts and reactions."""

from django.urls import path

from karski.web.workshops.views import answering, forecasts, items, measuring

urlpatterns = [
    path("items/", items.listed, name="items"),
    path("items/new/", items.new, name="new_item"),
    path("items/start/", items.start, name="starting_items"),
    path("items/<uuid:key>/", items.changed, name="item"),
    path("items/<uuid:key>/retire/", items.retire, name="retire_item"),
    path("<uuid:key>/measuring/", measuring.shown, name="measuring"),
    path("<uuid:key>/measuring/levels/", measuring.levels, name="levels"),
    path("<uuid:key>/effect/", measuring.effect, name="effect"),
    path("<uuid:key>/measuring/test/", measuring.test, name="measuring_test"),
    path("<uuid:key>/measuring/close/", measuring.close, name="measuring_close"),
    path("<uuid:key>/measuring/remind/", measuring.remind, name="measuring_remind"),
    path(
        "<uuid:key>/measuring/commitments/",
        measuring.commitments,
        name="measuring_commitments",
    ),
    path(
        "<uuid:key>/measuring/forecasts/", forecasts.shown, name="measuring_forecasts"
    ),
    path("<uuid:key>/measuring/forecasts/take/", forecasts.take, name="take_forecast"),
    path("forecasts/<uuid:key>/resolve/", forecasts.resolve, name="resolve_forecast"),
    path("mine/<str:token>/test/", answering.test, name="mine_test"),
    path("mine/<str:token>/forecasts/", answering.questions, name="mine_forecasts"),
    path("mine/<str:token>/form/<slug:form>/", answering.respond, name="mine_form"),
]
