"""Addresses of exercises; each subject brings its own."""

from karski.web.exercises import (
    urls_console,
    urls_desk,
    urls_experts,
    urls_join,
    urls_paper,
    urls_review,
    urls_runs,
)

app_name = "exercises"
urlpatterns = [
    *urls_runs.urlpatterns,
    *urls_join.urlpatterns,
    *urls_desk.urlpatterns,
    *urls_console.urlpatterns,
    *urls_experts.urlpatterns,
    *urls_review.urlpatterns,
    *urls_paper.urlpatterns,
]
