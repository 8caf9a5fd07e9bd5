"""One file that holds a host: made while it runs, put back on an empty one."""

from karski.web.backup.expiring import delete_expired
from karski.web.backup.making import backup
from karski.web.backup.restoring import restore

__all__ = ["backup", "delete_expired", "restore"]
