"""What Django knows this package as."""

from django.apps import AppConfig


class MonitorConfig(AppConfig):
    """See the package."""

    name = "karski.web.monitor"
    label = "monitor"
    default_auto_field = "django.db.models.BigAutoField"
