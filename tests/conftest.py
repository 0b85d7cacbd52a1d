"""Settings of all tests: examples of property tests, and files that were just written count as finished."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from paperreader.marks import file_age

# A property is tried on few examples in every run, and on many with `HYPOTHESIS_PROFILE=thorough`. A busy machine
# needs any time for them.
for _profile, _examples in (("quick", 25), ("thorough", 1000)):
    settings.register_profile(
        _profile, max_examples=_examples, deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))

# A shell in which the tests run in the background has them ignore ctrl+c, and so the programs that they start.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_finish() -> None:
    """Let the garbage collector pass over the thousands of collected tests."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True, scope="session")
def _finished_files() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(file_age, "LOOK", 0)
        patched.setattr(file_age, "GLANCE", 0)
        yield
