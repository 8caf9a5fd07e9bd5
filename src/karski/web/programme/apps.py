"""What Django knows this package as."""

from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    """See the package."""

    name = "karski.web.programme"
    label = "programme"
    default_auto_field = "django.db.models.BigAutoField"
