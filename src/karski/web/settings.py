"""Django's settings; what varies from host to host is in `environment`."""

import os
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF
from django.contrib.messages import constants as messages
from django.utils.translation import gettext_lazy as _

from karski.web.environment import MAIL_SECONDS, Environment

HERE = Path(__file__).parent
ENVIRONMENT = Environment.of(os.environ)
ROOM = ENVIRONMENT.room

ENVIRONMENT.make_folder()
SECRET_KEY = ENVIRONMENT.secret()
DEBUG = False
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)
ROOT_URLCONF = "karski.web.urls"
ASGI_APPLICATION = "karski.web.asgi.application"

INSTALLED_APPS = [
    "karski.web.people",
    "karski.web.due",
    "karski.web.programme",
    "karski.web.monitor",
    "karski.web.workshops",
    "karski.web.exercises",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "csp",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "karski.web.people.middleware.AccessMiddleware",
    "karski.web.people.counting.CountingMiddleware",
    "karski.web.failures.FailureMiddleware",
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "karski.web.context.site",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "karski.web.templatetags.karski",
                "karski.web.people.templatetags.people",
                "karski.web.workshops.templatetags.workshops",
                "karski.web.exercises.templatetags.exercises",
                "karski.web.exercises.templatetags.console",
                "karski.web.exercises.templatetags.log",
            ],
        },
    }
]

DATABASES = {"default": dj_database_url.parse(ENVIRONMENT.database)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        # full: the audit trail is evidence, and must survive a power cut
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
        " PRAGMA secure_delete=ON;",  # what is erased leaves the file too
    }
CACHES = {  # counts attempts to log in: one count for all processes of the site
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "counts",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
    )
]

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("hu", "Magyar"),
    ("sk", "Slovenčina"),
    ("cs", "Čeština"),
    ("pl", "Polski"),
]
LOCALE_PATHS = [HERE / "locale"]
FORMAT_MODULE_PATH = "karski.web.formats"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = ENVIRONMENT.folder / "static"
STATICFILES_DIRS = [HERE / "static"]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": ENVIRONMENT.folder / "uploads"},
    },
    "staticfiles": {
        "BACKEND": "servestatic.storage.CompressedManifestStaticFilesStorage"
    },
}
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000  # bytes

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # the QR code of a second factor
        "font-src": [NONE],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
# cookies over plain HTTP in a training room, and nowhere else; browsers take
# localhost for secure
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = not ROOM
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600  # s: a working day
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
if ENVIRONMENT.origin is not None:
    CSRF_TRUSTED_ORIGINS = [ENVIRONMENT.origin]
    SECURE_HSTS_SECONDS = 31_536_000  # a year
    if ENVIRONMENT.proxies:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

MESSAGE_TAGS = {  # the boxes of the stylesheet
    messages.SUCCESS: "note",
    messages.INFO: "note",
    messages.WARNING: "care",
    messages.ERROR: "stop",
}
ACCOUNT_ADAPTER = "karski.web.people.adapters.Accounts"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_CHANGE_EMAIL = True  # one address an account
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = True  # as long as SESSION_COOKIE_AGE
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if ENVIRONMENT.origin else "http"
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/300s/key",  # the second factor's failures too
    "reset_password": "20/m/ip,5/m/key",
    "seat": "30/m/ip",
    "sign_in": "10/m/key",
    "join": "60/m/ip",  # exercises: a room of phones behind one address
    "exercise_fork": "30/m/key",  # of one link: each lives many worlds
    "exercise_paper": "6/m/key",  # of one link: each is typeset
    "apply": "30/m/ip,5/h/key",  # applications: letters to one address
}
ACCOUNT_FORMS = {
    "login": "karski.web.people.forms.entrance.Login",
    "add_email": "karski.web.people.forms.entrance.ChangeAddress",
    "change_password": "karski.web.people.forms.entrance.ChangePassword",
    "set_password": "karski.web.people.forms.entrance.SetPassword",
    "reset_password": "karski.web.people.forms.entrance.ResetPassword",
    "reset_password_from_key": "karski.web.people.forms.entrance.ResetPasswordKey",
    "reauthenticate": "karski.web.people.forms.entrance.Reauthenticate",
}
MFA_ADAPTER = "karski.web.people.adapters.SecondFactor"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Karski"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # while an account's address is being changed
MFA_FORMS = {
    "authenticate": "karski.web.people.forms.entrance.Authenticate",
    "reauthenticate": "karski.web.people.forms.entrance.ReauthenticateFactor",
    "activate_totp": "karski.web.people.forms.entrance.ActivateApp",
    "add_webauthn": "karski.web.people.forms.entrance.AddKey",
    "edit_webauthn": "karski.web.people.forms.entrance.EditKey",
}
ALLAUTH_TRUSTED_PROXY_COUNT = ENVIRONMENT.proxies
LOGIN_URL = "people:seat" if ROOM else "account_login"
LOGIN_REDIRECT_URL = "/"
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = ENVIRONMENT.folder / "letters"
DEFAULT_FROM_EMAIL = "karski@localhost"
if MAIL := ENVIRONMENT.mail:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = MAIL.host, MAIL.port
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.user, MAIL.password
    EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL.scheme == "smtp+tls", MAIL.scheme == "smtps"
    EMAIL_TIMEOUT = MAIL_SECONDS
    DEFAULT_FROM_EMAIL = MAIL.sender

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without secrets": {"()": "karski.web.logs.WithoutSecrets"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "filters": ["without secrets"]}
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
}

AREAS = (  # stage of the work, and its areas: name, address
    (_("Watch"), ((_("Monitor"), "monitor:world"),)),
    (
        _("Train"),
        ((_("Workshops"), "workshops:all"), (_("Exercises"), "exercises:all")),
    ),
)
