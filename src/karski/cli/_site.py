"""The one way from the command line into the site."""

import os
from pathlib import Path

import django

from karski.core.workspace import Workspace


def open_site(workspace: Path | None) -> None:
    """Set Django up on a workspace; its settings read the environment once."""
    os.environ["KARSKI_WORKSPACE"] = str(Workspace.at(workspace).folder.absolute())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "karski.web.settings")
    django.setup()
