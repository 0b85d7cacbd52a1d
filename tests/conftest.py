"""Settings of all tests: files that were just written count as finished."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from paperreader.marks import file_age


@pytest.fixture(autouse=True, scope="session")
def _finished_files() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(file_age, "LOOK", 0)
        patched.setattr(file_age, "GLANCE", 0)
        yield
