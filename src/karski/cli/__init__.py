"""The command line: one file per verb."""

from karski.cli._application import application
from karski.cli._terminal import run


def main() -> None:
    """Run ``karski``."""
    run(application)
