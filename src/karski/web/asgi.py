"""The site as an ASGI application; static files are served beside Django."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "karski.web.settings")

from django.conf import settings
from django.core.asgi import get_asgi_application
from servestatic import ServeStaticASGI

from karski.web.limits import Limited

settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # empty until they are built
application = Limited(
    ServeStaticASGI(
        get_asgi_application(),
        root=str(settings.STATIC_ROOT),
        prefix=settings.STATIC_URL,
        immutable_file_test=r"^.+\.[0-9a-f]{12}\..+$",
    )
)
