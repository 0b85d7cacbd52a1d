"""The lock of a file: an flock on the file itself, so that it ends with its holder."""

from __future__ import annotations

import errno
import fcntl
import time

LOCKED = "another program has locked the file"
PATIENCE = 10.0
"""Seconds that a program waits for another one that has locked the file; that one may be stopped."""
_INTERVAL = 0.01  # seconds between two attempts
_UNSUPPORTED = (errno.ENOSYS, errno.ENOLCK, errno.EOPNOTSUPP)


def lock(descriptor: int) -> None:
    """Lock an open file until it is closed.

    Raises:
        OSError: another program has it locked for `PATIENCE` seconds, or its file system has no locks.
    """
    end = time.monotonic() + PATIENCE
    while not _try_to_lock(descriptor):
        if time.monotonic() > end:
            raise OSError(errno.EAGAIN, LOCKED)
        time.sleep(_INTERVAL)


def _try_to_lock(descriptor: int) -> bool:
    """Lock a file unless another program has it locked. Raises OSError."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        if error.errno in _UNSUPPORTED:
            raise OSError(error.errno, "files cannot be locked there") from error
        raise
    return True
