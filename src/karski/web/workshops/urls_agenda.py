"""Addresses of the agenda."""

from django.urls import path

from karski.web.workshops.views import agenda, agenda_parts, agenda_public

urlpatterns = [
    path("<uuid:key>/agenda/", agenda.shown, name="agenda"),
    path("<uuid:key>/agenda/start/", agenda.start, name="agenda_start"),
    path("<uuid:key>/agenda/publish/", agenda.publish, name="agenda_publish"),
    path("<uuid:key>/agenda/days/<int:number>/", agenda.day, name="agenda_day"),
    path("<uuid:key>/agenda/new/", agenda.session_new, name="agenda_session_new"),
    path("agenda/sessions/<uuid:key>/", agenda.session, name="agenda_session"),
    path(
        "agenda/sessions/<uuid:key>/remove/",
        agenda.session_remove,
        name="agenda_session_remove",
    ),
    path(
        "agenda/sessions/<uuid:key>/step/",
        agenda.session_step,
        name="agenda_session_step",
    ),
    path(
        "agenda/sessions/<uuid:key>/place/",
        agenda.session_place,
        name="agenda_session_place",
    ),
    path("<uuid:key>/agenda/parts/", agenda_parts.shown, name="agenda_parts"),
    path("<uuid:key>/agenda/rooms/new/", agenda_parts.room_new, name="agenda_room_new"),
    path(
        "agenda/rooms/<int:key>/remove/",
        agenda_parts.room_remove,
        name="agenda_room_remove",
    ),
    path(
        "<uuid:key>/agenda/experts/new/",
        agenda_parts.expert_new,
        name="agenda_expert_new",
    ),
    path("agenda/experts/<uuid:key>/", agenda_parts.expert, name="agenda_expert"),
    path(
        "agenda/experts/<uuid:key>/remove/",
        agenda_parts.expert_remove,
        name="agenda_expert_remove",
    ),
    path(
        "<uuid:key>/agenda/objectives/new/",
        agenda_parts.objective_new,
        name="agenda_objective_new",
    ),
    path(
        "agenda/objectives/<int:key>/", agenda_parts.objective, name="agenda_objective"
    ),
    path(
        "agenda/objectives/<int:key>/remove/",
        agenda_parts.objective_remove,
        name="agenda_objective_remove",
    ),
    path("<uuid:key>/agenda/public/", agenda_public.shown, name="public_agenda"),
    path(
        "<uuid:key>/agenda.ics", agenda_public.agenda_calendar, name="agenda_calendar"
    ),
    path("<uuid:key>/schedule.xml", agenda_public.schedule, name="agenda_schedule"),
    path(
        "series/<slug:slug>/calendar.ics",
        agenda_public.series_calendar,
        name="series_calendar",
    ),
    path(
        "calendars/<uuid:token>/calendar.ics",
        agenda_public.series_feed,
        name="series_feed",
    ),
]
