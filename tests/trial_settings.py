"""Settings of a host that tests start beside themselves, with acts of its own."""

from karski.web.settings import *  # noqa: F403 -- settings are names

INSTALLED_APPS += ["trial_area"]  # noqa: F405 -- one of those names
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick
