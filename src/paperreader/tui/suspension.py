"""The terminal lent to another program, with the reader's screen put away."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

from paperreader.tui.reader_protocol import Reader


@contextmanager
def suspended(reader: Reader) -> Iterator[None]:
    """Free the terminal for another program; the screen is painted again afterwards.

    Ctrl+C ends the program, not the reader. Raises SuspendNotSupported.
    """
    failure: Exception | None = None
    with reader.app.suspend():
        before = signal.signal(signal.SIGINT, lambda *_: None)  # unlike `SIG_IGN`, the program does not inherit it
        try:
            yield
        except Exception as error:  # noqa: BLE001 - Textual resumes the screen only if nothing is raised
            failure = error
        finally:
            signal.signal(signal.SIGINT, before)
    reader.refresh(repaint=True, layout=True)
    if failure:
        raise failure
