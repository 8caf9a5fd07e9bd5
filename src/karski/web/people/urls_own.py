"""Addresses of one's own data, of privacy, and of the audit trail."""

from django.urls import path

from karski.web.people.views import audit, own_data, privacy

urlpatterns = [
    path("audit/", audit.audit, name="audit"),
    path("privacy/", privacy.privacy, name="privacy"),
    path("privacy/choose/", privacy.choose, name="choose"),
    path("you/data/", own_data.yours, name="own_data"),
    path("you/data/download/", own_data.download, name="download"),
    path("you/erase/", own_data.erase, name="erase"),
]
