"""docs/fetch.md: its commands, settings, timers and events are right."""

from __future__ import annotations

import json
import plistlib
import re
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from paperreader.cli.arguments import check, split
from paperreader.config import load_config
from paperreader.fetch import events
from paperreader.fetch.events import event_fields
from paperreader.fetch.source_status import SourceStatus
from tests.fetch.papers import hf_day
from tests.fetch.site_server import FakeClock, SiteServer, reply

SOURCE = Path(__file__).parents[2] / "src"
PAGE = (Path(__file__).parents[2] / "docs" / "fetch.md").read_text(encoding="utf-8")
EVENTS = {kind._field_defaults["event"]: kind for kind in vars(events).values() if hasattr(kind, "_field_defaults")}


def blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)


def test_every_command_is_understood() -> None:
    lines = [line.partition("#")[0] for block in blocks("sh") for line in block.splitlines()]
    lines += [
        part for line in blocks("crontab")[0].splitlines() for part in re.split(r";|\|", line.split(maxsplit=5)[5])
    ]
    lines += re.findall(r"`(paperreader fetch [^`]+)`", PAGE)
    for line in lines:
        program, *words = shlex.split(line)
        if program == "paperreader":
            check(split(words))


def test_the_settings_are_right(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text(blocks("toml")[0], encoding="utf-8")
    config = load_config(str(file))
    assert config.problems == ()
    assert len(config.settings.sources) == 8


def test_the_events_have_the_fields_of_the_page() -> None:
    for line in blocks("jsonl")[0].splitlines():
        shown = json.loads(line)
        kind = EVENTS[shown["event"]]
        told = kind(**{name: value for name, value in shown.items() if name != "event"})
        assert list(event_fields(told)) == list(shown)
    assert {f"`{name}`" for name in SourceStatus._fields} <= set(re.findall(r"`\w+`", PAGE))


def test_the_timers_are_valid() -> None:
    plist = plistlib.loads(blocks("xml")[0].encode())
    check(split(plist["ProgramArguments"][1:]))
    service, timer = blocks("systemd")
    command = re.search(r"^ExecStart=\S+/paperreader (.*)$", service, re.MULTILINE)
    assert command
    check(split(command[1].split()))
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd is missing")
    calendar = re.findall(r"^OnCalendar=(.*)$", timer, re.MULTILINE)
    subprocess.run(["systemd-analyze", "calendar", *calendar], check=True, capture_output=True)


def test_the_digest_of_cron_is_mailed_in_its_environment(site: SiteServer, clock: FakeClock, tmp_path: Path) -> None:
    site.date_offset = time.time() - clock.now()
    site.plan("daily_papers", reply(hf_day(1, 2)))
    programs = {
        "paperreader": f"export PYTHONPATH={SOURCE} PAPERREADER_FETCH_BASE={site.address}\n"
        f'exec {shlex.quote(sys.executable)} -m paperreader "$@"',
        "mail": "cat > mailed.txt",
    }
    for name, text in programs.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{text}\n")
        (tmp_path / name).chmod(0o755)
    line = blocks("crontab")[0].splitlines()[1].split(maxsplit=5)[5]
    bare = {"HOME": str(tmp_path), "PATH": f"{tmp_path}:/usr/bin:/bin"}
    done = subprocess.run(["sh", "-c", line], env=bare, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "")
    assert "Unread Paper 1" in (tmp_path / "mailed.txt").read_text("utf-8")
    site.asked.clear()  # in another process, whose clock is not the server's
