"""The command that opens an address, and its run apart from the reader."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from paperreader.errors import Notice, PaperReaderError
from paperreader.tui.browser import BrowserCommand, browser_command, run_in_background

ADDRESS = "https://x.org/a;touch%20b?c=$(d)&e"


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Browsers that are installed."""
    for name in ("graphical", "w3m"):
        (tmp_path / name).write_text("#!/bin/sh\n", "utf-8")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.mark.usefixtures("programs")
@pytest.mark.parametrize(
    ("browser", "command"),
    [
        ("graphical", ("graphical", ADDRESS)),
        ("graphical --window 'a b' %s &", ("graphical", "--window", "a b", ADDRESS)),
        ("missing:graphical --url=%s:w3m", ("graphical", f"--url={ADDRESS}")),
    ],
)
def test_the_first_installed_browser_of_the_environment_gets_the_address_as_one_argument(
    browser: str, command: tuple[str, ...]
) -> None:
    assert browser_command(ADDRESS, {"BROWSER": browser}) == BrowserCommand(command)


@pytest.mark.usefixtures("programs")
def test_over_ssh_only_a_browser_of_the_terminal_opens_an_address() -> None:
    ssh = {"SSH_TTY": "/dev/pts/1", "DISPLAY": ":0"}
    assert browser_command(ADDRESS, ssh | {"BROWSER": "graphical"}) is None
    assert browser_command(ADDRESS, ssh | {"BROWSER": "w3m"}) == BrowserCommand(("w3m", ADDRESS), on_terminal=True)


def test_without_a_named_browser_the_one_of_the_system_is_used_where_there_is_a_display(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    assert browser_command(ADDRESS, {}) is None
    command = browser_command(ADDRESS, {"WAYLAND_DISPLAY": "wayland-0"})
    assert command is not None
    assert command.arguments[-1] == ADDRESS


@pytest.mark.parametrize(
    ("address", "environ", "message"),
    [
        ("javascript:alert(1)", {}, "only http and https addresses are opened"),
        ("file:///etc/passwd", {"BROWSER": "true"}, "only http and https addresses are opened"),
        (ADDRESS, {"BROWSER": "not-installed"}, "BROWSER=not-installed is not installed"),
    ],
)
def test_what_cannot_be_opened_is_told(address: str, environ: dict[str, str], message: str) -> None:
    with pytest.raises(PaperReaderError) as error:
        browser_command(address, environ)
    assert message in error.value.summary


def test_an_address_in_capitals_is_one() -> None:
    assert browser_command("HTTPS://X.ORG", {"SSH_TTY": "1"}) is None


def test_a_browser_that_fails_is_told_with_the_address_and_its_output_is_not_shown(
    capfd: pytest.CaptureFixture[str],
) -> None:
    notices: list[Notice] = []
    run_in_background(BrowserCommand(("sh", "-c", "echo noise; echo noise >&2; exit 3")), ADDRESS, notices.append)
    run_in_background(BrowserCommand(("not-installed",)), ADDRESS, notices.append)
    assert all(ADDRESS in notice.text for notice in notices)
    assert ["status 3" in notice.text for notice in notices] == [True, False]
    run_in_background(BrowserCommand(("true",)), ADDRESS, notices.append)
    assert len(notices) == 2
    assert capfd.readouterr() == ("", "")
