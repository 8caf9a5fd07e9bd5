"""What Django knows this package as."""

from django.apps import AppConfig


class DueConfig(AppConfig):
    """See the package."""

    name = "karski.web.due"
    label = "due"
    default_auto_field = "django.db.models.BigAutoField"
