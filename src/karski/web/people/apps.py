"""What Django knows this package as."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """See the package."""

    name = "karski.web.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Follow what allauth says of accounts."""
        from karski.web.people import signals

        signals.connect()
