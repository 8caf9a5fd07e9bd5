"""Addresses of workshops; each subject brings its own."""

from karski.web.workshops import (
    urls_agenda,
    urls_calls,
    urls_lessons,
    urls_measuring,
    urls_mine,
    urls_papers,
    urls_room,
    urls_selection,
    urls_series,
)

app_name = "workshops"
urlpatterns = [
    *urls_series.urlpatterns,
    *urls_mine.urlpatterns,
    *urls_calls.urlpatterns,
    *urls_selection.urlpatterns,
    *urls_agenda.urlpatterns,
    *urls_room.urlpatterns,
    *urls_lessons.urlpatterns,
    *urls_measuring.urlpatterns,
    *urls_papers.urlpatterns,
]
