"""Fixtures of the session's tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from paperreader.session import Session
from tests.libraries import make_session
from tests.session.five_papers import PAPERS


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "state.toml"


@pytest.fixture
def session(file: Path) -> Session:
    return make_session(file, *PAPERS)
