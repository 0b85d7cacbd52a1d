"""One user's session with a library: the rows shown, the cursor, and the marks. Knows no screen, no keys and no threads."""

from paperreader.session.session import Session

__all__ = ["Session"]
