"""Messages between processes: pickled values behind their size, through a pipe for each direction."""

from __future__ import annotations

import fcntl
import os
import pickle
import struct
from contextlib import suppress
from typing import Any

_SIZE = struct.Struct("=Q")
_PIPE = 1 << 20
"""Bytes that a process can leave without waiting until somebody fetches them."""
PAGE = 4096
"""A pipe holds pages, and a message may begin one that the next message does not go on with."""


def packed(value: object) -> bytes:
    """A value as a message."""
    data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    return _SIZE.pack(len(data)) + data


class Line:
    """One end of a line between two processes: what it receives, the other end has sent."""

    def __init__(self, incoming: int, outgoing: int) -> None:
        self._incoming, self._outgoing = incoming, outgoing

    def send(self, message: bytes) -> None:
        """Send a packed value. Raises BrokenPipeError if the other end is closed."""
        left = memoryview(message)
        while left:
            left = left[os.write(self._outgoing, left) :]

    def receive(self) -> Any:
        """The next value; wait for it. Raises EOFError if there will be no more."""
        return pickle.loads(self._exactly(*_SIZE.unpack(self._exactly(_SIZE.size))))

    def _exactly(self, size: int) -> bytes:
        parts: list[bytes] = []
        while size:
            part = os.read(self._incoming, size)
            if not part:
                raise EOFError
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    @property
    def room(self) -> int:
        """Bytes that can be sent while the other end receives nothing."""
        return fcntl.fcntl(self._outgoing, fcntl.F_GETPIPE_SZ)

    def widen(self) -> None:
        """Make more room for what is sent."""
        with suppress(OSError):  # more than one may have; a smaller pipe only costs time
            fcntl.fcntl(self._outgoing, fcntl.F_SETPIPE_SZ, _PIPE)

    def fileno(self) -> int:
        """What to wait for until something can be received."""
        return self._incoming

    def close(self) -> None:
        """Let go of this end."""
        os.close(self._incoming)
        os.close(self._outgoing)


def line() -> tuple[Line, Line]:
    """Both ends of a new line."""
    to_one, from_two = os.pipe()
    to_two, from_one = os.pipe()
    return Line(to_one, from_one), Line(to_two, from_two)
