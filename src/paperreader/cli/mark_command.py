"""`paperreader mark`: mark the papers that match a query, or those whose keys are on standard input."""

from __future__ import annotations

import sys
from itertools import repeat

from paperreader.cli.arguments import CommandLine
from paperreader.cli.inputs import Inputs
from paperreader.cli.output import PROBLEMS, SUCCESS, print_message
from paperreader.errors import PaperReaderError, UsageError
from paperreader.marks import READ, STARRED, Mark, mark_changes, now
from paperreader.query.model import Query
from paperreader.session import Session

_MARKS = {"read": (READ, True), "unread": (READ, False), "star": (STARRED, True), "unstar": (STARRED, False)}
"""The mark and the value that each action sets."""


def run(line: CommandLine) -> int:
    """Mark papers, and print how many changed."""
    action, *words = line.words
    name, on = _MARKS[action]
    inputs = Inputs(line)
    query = _query(line, action, words, inputs)
    session, complete = inputs.load_session()
    if words == ["-"]:
        rows, unknown = _rows_of_keys(session)
    else:
        view = session.query_runner.run(query, explain=False, near=False)
        rows, unknown = list(view.rows[: view.near_from]), 0
    changes = mark_changes(session.papers.paper_refs(rows), name, repeat(Mark(on, now())))
    changed = session.marks.apply(changes, skip_unchanged=True)
    already = f" ({len(rows) - changed} were already)" if changed < len(rows) else ""
    sys.stdout.write(f"{changed} marked {name if on else f'un{name}'}{already}\n")
    return SUCCESS if complete and not unknown else PROBLEMS


def _query(line: CommandLine, action: str, words: list[str], inputs: Inputs) -> Query:
    """Return the query, empty for `--all` and for keys on standard input. Raises UsageError if it is ambiguous."""
    if words and line.has("all"):
        raise UsageError(f"mark {action}: expected a query or --all, not both")
    if not words and not line.has("all"):
        raise UsageError(f"mark {action} needs papers", hint="give a query, --all, or - for keys on standard input")
    if words == ["-"]:
        return inputs.parse_query([])
    if "-" in words:
        raise UsageError(f"mark {action}: expected a query or - for keys on standard input, not both")
    query = inputs.parse_query(words)
    if words and not query.terms:
        raise UsageError(f"mark {action}: the query is empty", hint="--all marks every paper")
    if query.notes:
        raise UsageError(f"mark {action}: nothing is marked, because part of the query is not understood")
    return query


def _rows_of_keys(session: Session) -> tuple[list[int], int]:
    """Return the rows of the keys on standard input, and the number of keys that no paper has."""
    rows, unknown = [], 0
    if sys.stdin is None:
        raise PaperReaderError("cannot read (standard input)", "it is closed", "give keys on standard input")
    for text in sys.stdin:
        key = text.strip()
        row = session.papers.row_of(key)
        if row is not None:
            rows.append(row)
        elif key:
            unknown += 1
            print_message(f"no paper has the key {key}")
    return list(dict.fromkeys(rows)), unknown
