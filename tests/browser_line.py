"""A phone's line to the site, which can be cut: browsers that are told to be offline
keep the streams that they have."""

import socket
import threading
from contextlib import suppress

CHUNK = 65_536  # bytes


class Line:
    """Carries connections to a port of this machine until it is cut."""

    def __init__(self, to: int) -> None:
        self.to, self.is_cut = to, False
        self.ends: list[socket.socket] = []
        self.door = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.door.getsockname()[1]
        threading.Thread(target=self._open, daemon=True).start()

    def cut(self) -> None:
        """Break what is connected, and refuse what would be."""
        self.is_cut = True
        while self.ends:
            _end(self.ends.pop())

    def mend(self) -> None:
        """Carry again."""
        self.is_cut = False

    def close(self) -> None:
        """Be gone."""
        self.cut()
        _end(self.door)

    def _open(self) -> None:
        with suppress(OSError):  # the door is closed
            while True:
                self._carry(self.door.accept()[0])

    def _carry(self, near: socket.socket) -> None:
        if self.is_cut:
            return _end(near)
        try:
            far = socket.create_connection(("127.0.0.1", self.to))
        except OSError:  # the site is down
            return _end(near)
        self.ends += [near, far]
        for one, other in ((near, far), (far, near)):
            threading.Thread(target=_pass_on, args=(one, other), daemon=True).start()
        return None


def _pass_on(one: socket.socket, other: socket.socket) -> None:
    with suppress(OSError):  # one of them is closed
        while data := one.recv(CHUNK):
            other.sendall(data)
    _end(one)
    _end(other)


def _end(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()
