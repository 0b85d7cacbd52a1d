"""Why a request or a source failed, and what follows from it."""

from __future__ import annotations

from paperreader.errors import PaperReaderError


class FetchError(PaperReaderError):
    """A source cannot be fetched.

    Args:
        title: what happened.
        detail: the reason, if it is known.
        hint: what to do about it.
        retry: whether the same request may succeed in a moment.
        wait: seconds that the server wants to be left alone; None if it does not say.

    Attributes:
        pause: seconds until the source may be asked again.
        offline: whether the site cannot be reached.
    """

    pause = 15.0
    offline = False

    def __init__(
        self, title: str, detail: str = "", hint: str = "", *, retry: bool = False, wait: float | None = None
    ) -> None:
        super().__init__(title, detail, hint)
        self.retry = retry
        self.wait = wait


class OfflineError(FetchError):
    """A site that cannot be reached: no network, no name, or nobody there."""

    offline = True


class NotWholeError(FetchError):
    """An answer that ends too early, or whose bytes are spoiled."""

    def __init__(self, title: str, detail: str = "") -> None:
        super().__init__(title, detail, "nothing of it was kept; it is asked again", retry=True)


class NotAcceptedError(FetchError):
    """A whole answer that is no dump of papers, or not the one that was asked for."""


class TooSoonError(FetchError):
    """A site that must not be asked yet; `until` is the moment from which on it may be."""

    def __init__(self, title: str, detail: str, until: float) -> None:
        super().__init__(title, detail)
        self.until = until


class HttpStatusError(FetchError):
    """An answer whose status is not 200 or 304.

    Attributes:
        words: the beginning of its body.
    """

    words = ""

    def __init__(
        self, status: int, title: str, hint: str = "", *, retry: bool = False, wait: float | None = None
    ) -> None:
        super().__init__(title, "", hint, retry=retry, wait=wait)
        self.status = status
