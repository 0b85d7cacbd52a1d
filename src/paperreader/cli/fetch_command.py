"""`paperreader fetch`: download what the settings subscribe to, or what the command line names, as dumps."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from paperreader import __version__
from paperreader.cli.arguments import CommandLine
from paperreader.cli.fetch_talk import LineTalk, Tell, tell_json
from paperreader.cli.output import PROBLEMS, SUCCESS
from paperreader.errors import UsageError
from paperreader.fetch.fetch_options import FetchOptions
from paperreader.fetch.politeness import BusyError
from paperreader.fetch.running import fetch_all
from paperreader.fetch.subscription import Subscription, SubscriptionError, read_subscription
from paperreader.library.kept_dumps import dumps_folder
from paperreader.text import sanitize


def run(line: CommandLine) -> int:
    """Fetch the sources, and print each new dump."""
    sources = _subscriptions(line.words)
    is_quiet = line.has("quiet")
    options = FetchOptions(__version__, again=line.has("again"), quiet=is_quiet)
    try:
        with _talk(line.last("format", "text"), quiet=is_quiet) as tell:
            ended = fetch_all(sources, dumps_folder(), options, tell)
    except BusyError:
        if is_quiet:
            return SUCCESS
        raise
    return PROBLEMS if ended.failed else SUCCESS


def _subscriptions(words: Sequence[str]) -> list[Subscription]:
    try:
        return [read_subscription(word) for word in words or ["hf"]]
    except SubscriptionError as error:
        raise UsageError(str(error)) from error


@contextmanager
def _talk(output_format: str, *, quiet: bool) -> Iterator[Tell]:
    """Yield what prints events: JSON lines, progress on a terminal, else lines."""
    if output_format == "jsonl":
        yield tell_json
    elif sys.stderr.isatty() and not quiet and os.environ.get("TERM") != "dumb":
        from paperreader.cli.fetch_progress import progress_talk

        with progress_talk() as tell:
            yield tell
    else:
        yield LineTalk(quiet=quiet, write=lambda text: sys.stderr.write(f"{sanitize(text)}\n"))
