"""The site's settings as tests need them: a workspace that goes away."""

import os
import tempfile

os.environ["KARSKI_WORKSPACE"] = tempfile.mkdtemp(prefix="karski-tests-")
from karski.web.settings import *  # noqa: F403 -- settings are names

EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick
