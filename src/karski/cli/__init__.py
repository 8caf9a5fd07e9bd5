"""The command line: one file per verb."""

import sys


def main() -> None:
    """Run ``karski``."""
    try:
        # loading takes half a second, in which a person may already press Ctrl-C
        from karski.cli._application import application

        application()
    except KeyboardInterrupt:
        sys.stderr.write("Stopped before anything was done.\n")
        raise SystemExit(1) from None
