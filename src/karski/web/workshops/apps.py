"""What Django knows this package as."""

from django.apps import AppConfig


class WorkshopsConfig(AppConfig):
    """See the package."""

    name = "karski.web.workshops"
    label = "workshops"
    default_auto_field = "django.db.models.BigAutoField"
