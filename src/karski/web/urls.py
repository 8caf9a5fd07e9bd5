"""Every address of the site; each area brings its own."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = i18n_patterns(
    path("account/", include("karski.web.people.outside")),
    path("people/", include("karski.web.people.urls")),
    path("aims/", include("karski.web.programme.urls")),
    path("exercises/", include("karski.web.exercises.urls")),
    path("workshops/", include("karski.web.workshops.urls")),
    path("", include("karski.web.monitor.urls")),
    prefix_default_language=False,
)
handler500 = "karski.web.failures.broken"
