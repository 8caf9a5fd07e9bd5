"""What Django knows this package as."""

from django.apps import AppConfig


class ExercisesConfig(AppConfig):
    """See the package."""

    name = "karski.web.exercises"
    label = "exercises"
    default_auto_field = "django.db.models.BigAutoField"
