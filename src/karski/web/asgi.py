"""The site as an ASGI application; static files are served beside Django."""

import os
from typing import cast

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "karski.web.settings")

from asgiref.typing import ASGI3Application
from django.conf import settings
from django.core.asgi import get_asgi_application
from servestatic import ServeStaticASGI

from karski.web.limits import Limited
from karski.web.turns import InTurn

settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # empty until they are built
application = Limited(
    ServeStaticASGI(
        InTurn(cast("ASGI3Application", get_asgi_application())),
        root=str(settings.STATIC_ROOT),
        prefix=settings.STATIC_URL,
        immutable_file_test=r"^.+\.[0-9a-f]{12}\..+$",
    )
)
