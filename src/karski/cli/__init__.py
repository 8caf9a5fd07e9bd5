"""The command line: one file per verb."""

from karski.cli._application import application


def main() -> None:
    """Run ``karski``."""
    application()
