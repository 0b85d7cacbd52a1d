"""`paperreader fetch`: download what the settings follow, or what the command line names, as dumps."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

from paperreader import __version__
from paperreader.cli.arguments import CommandLine
from paperreader.cli.fetch_output import LinePrinter, PrintEvent, print_json
from paperreader.cli.inputs import Inputs
from paperreader.cli.output import PROBLEMS, SUCCESS
from paperreader.config.settings import duration_seconds
from paperreader.errors import UsageError, suggestion
from paperreader.fetch.fetch_options import FetchOptions
from paperreader.fetch.politeness import BusyError
from paperreader.fetch.running import fetch_all
from paperreader.fetch.subscription import Subscription, SubscriptionError, read_subscription
from paperreader.library.kept_dumps import dumps_folder
from paperreader.text import sanitize


def run(line: CommandLine) -> int:
    """Fetch the sources and print each new dump, or print how the sources stand, or tidy."""
    inputs = Inputs(line)
    sources = _subscriptions(line.words, inputs.config.settings.sources)
    if line.has("tidy"):
        from paperreader.cli.fetch_reports import print_tidied

        return print_tidied(dumps_folder())
    if line.has("list"):
        from paperreader.cli.fetch_reports import print_statuses

        return print_statuses(sources, dumps_folder(), as_json=line.last("format", "text") == "jsonl")
    options = _options(line, inputs)
    try:
        with _printer(line.last("format", "text"), quiet=options.quiet) as print_event:
            ended = fetch_all(sources, dumps_folder(), options, print_event)
    except BusyError:
        if options.quiet:
            return SUCCESS
        raise
    return PROBLEMS if ended.told else SUCCESS


def _options(line: CommandLine, inputs: Inputs) -> FetchOptions:
    fetch = inputs.config.settings.fetch
    return FetchOptions(
        __version__,
        fetch.seconds,
        again=line.has("again") or line.has("since"),
        since=_since(line.last("since", "")),
        dry_run=line.has("dry-run"),
        quiet=line.has("quiet"),
        contact=fetch.contact,
        key_commands=fetch.keys,
        stars=lambda: _starred(inputs),
    )


def _starred(inputs: Inputs) -> list[str]:
    """Return an identifier of each starred paper that has one, the paper that was starred last first."""
    from paperreader.marks import STARRED

    marks = inputs.marks
    starred = [(marks.starred_at(key), marks.paper(key)) for key in marks.keys_marked(STARRED)]
    found = sorted(((since, paper.ids[0]) for since, paper in starred if since and paper and paper.ids), reverse=True)
    return [identifier for _, identifier in found]


def _since(text: str) -> date | None:
    """Return the day of `7d` or `2026-08-20`; None without a text. Raises UsageError."""
    if not text:
        return None
    try:
        if text[-1] == "d":
            return datetime.now(UTC).date() - timedelta(seconds=duration_seconds(text))
        return date.fromisoformat(text)
    except (ValueError, OverflowError):
        raise UsageError(f"--since {text}", "is not a day", "expected 7d or 2026-08-20") from None


def _subscriptions(words: Sequence[str], sources: Mapping[str, str]) -> list[Subscription]:
    if not words:
        return [read_subscription(text, name) for name, text in (sources or {"hf": "hf"}).items()]
    return [subscription for word in words for subscription in _named(word, sources)]


def _named(word: str, sources: Mapping[str, str]) -> list[Subscription]:
    """Return the sources that a word of the command line means. Raises UsageError."""
    if word in sources:
        return [read_subscription(sources[word], word)]
    try:
        if os.path.isfile(word):
            from paperreader.fetch.source_lists import subscriptions_in

            return subscriptions_in(word)
        found = read_subscription(word)
    except SubscriptionError as error:
        near = suggestion(word, sources)
        raise UsageError(f"{word} is not a source{near}" if near else str(error)) from error
    if found.kind == "hf":  # days that are named belong to the source that follows them
        follower = next((name for name, text in sources.items() if text.strip() == "hf"), "hf")
        found = found._replace(folder=read_subscription("hf", follower).folder)
    return [found]


@contextmanager
def _printer(output_format: str, *, quiet: bool) -> Iterator[PrintEvent]:
    """Yield what prints events: JSON lines, progress on a terminal, else lines."""
    if output_format == "jsonl":
        yield print_json
    elif sys.stderr.isatty() and not quiet and os.environ.get("TERM") != "dumb":
        from paperreader.cli.fetch_progress import progress_printer

        with progress_printer() as print_event:
            yield print_event
    else:
        yield LinePrinter(quiet=quiet, write=lambda text: sys.stderr.write(f"{sanitize(text)}\n"))
