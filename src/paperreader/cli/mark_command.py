"""`paperreader mark`: mark the papers that match a query, or those whose keys are given or on standard input."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from itertools import repeat
from typing import NamedTuple

from paperreader.cli.arguments import CommandLine
from paperreader.cli.inputs import Inputs
from paperreader.cli.output import PROBLEMS, SUCCESS, print_message
from paperreader.errors import PaperReaderError, UsageError
from paperreader.marks import NOTE, READ, STARRED, Mark, clean_note, clean_tag, mark_changes, note_mark, now, tag_mark
from paperreader.marks.document import CorruptStateError
from paperreader.query.model import Query
from paperreader.session import Session

_MARKS = {"read": (READ, True), "unread": (READ, False), "star": (STARRED, True), "unstar": (STARRED, False)}
"""The mark and the value that each action sets."""
_OPERANDS = {"tag": "a name", "untag": "a name", "note": "a text"}
"""The actions whose next word says what is set."""
_KEY = re.compile(r"(?:-.+){3}|~[0-9a-f]{6}$")


class _Action(NamedTuple):
    """A mark to be set, and how the papers that changed are called."""

    name: str
    mark: Mark
    done: str


def run(line: CommandLine) -> int:
    """Mark papers, and print how many changed."""
    command, *words = line.words
    action = _action(command, words)
    inputs = Inputs(line)
    query = _query(line, command, words, inputs)
    session, complete = inputs.load_session()
    keys = _keys(words, session)
    if keys is None:
        view = session.query_runner.run(query, explain=False, near=False)
        rows, unknown = list(view.rows[: view.near_from]), 0
    else:
        rows, unknown = _rows_of_keys(keys, session)
    changed = _mark(session, rows, action)
    already = f" ({len(rows) - changed} were already)" if changed < len(rows) else ""
    sys.stdout.write(f"{changed} {action.done}{already}\n")
    return SUCCESS if complete and not unknown else PROBLEMS


def _action(command: str, words: list[str]) -> _Action:
    """Return what an action sets, taking its operand from the words. Raises PaperReaderError."""
    if command in _MARKS:
        name, on = _MARKS[command]
        return _Action(name, Mark(on, now()), f"marked {name if on else f'un{name}'}")
    if not words:
        raise UsageError(f"mark {command} needs {_OPERANDS[command]}", hint="paperreader mark --help")
    operand = words.pop(0)
    if command == "note":
        text = clean_note(operand.strip())
        return _Action(NOTE, note_mark(text, now()), "noted" if text else "without a note now")
    tag = operand if command == "untag" and " " in operand.strip() else clean_tag(operand)  # one written by hand
    return _Action(tag_mark(tag), Mark(command == "tag", now()), f"{command}ged {tag}")


def _mark(session: Session, rows: Sequence[int], action: _Action) -> int:
    """Mark papers; return how many changed. Notes that are replaced are printed on standard error."""
    papers = session.papers.paper_refs(rows)
    before = [session.marks.note(paper.key) for paper in papers] if action.name == NOTE else []
    changed = session.marks.apply(mark_changes(papers, action.name, repeat(action.mark)), skip_unchanged=True)
    for paper, note in zip(papers, before, strict=False):
        if note and note != action.mark.text:
            print_message(f"{paper.key}: the note was “{note}”")
    return changed


def _query(line: CommandLine, command: str, words: list[str], inputs: Inputs) -> Query:
    """Return the query, empty for `--all` and for keys on standard input. Raises UsageError if it is ambiguous."""
    if words and line.has("all"):
        raise UsageError(f"mark {command}: expected a query or --all, not both")
    if not words and not line.has("all"):
        raise UsageError(f"mark {command} needs papers", hint="give a query, --all, or - for keys on standard input")
    if words == ["-"]:
        return inputs.parse_query([])
    if "-" in words:
        raise UsageError(f"mark {command}: expected a query or - for keys on standard input, not both")
    query = inputs.parse_query(words)
    if words and not query.terms:
        raise UsageError(f"mark {command}: the query is empty", hint="--all marks every paper")
    if query.notes:
        raise UsageError(f"mark {command}: nothing is marked, because part of the query is not understood")
    return query


def _keys(words: list[str], session: Session) -> list[str] | None:
    """Return the keys that are given or on standard input, None for a query. Raises PaperReaderError."""
    if words != ["-"]:
        return words if _are_keys(words, session) else None
    problem = "it is closed"
    try:
        if sys.stdin is not None:
            return _keys_in(sys.stdin.read())
    except OSError as error:
        problem = error.strerror or str(error)
    raise PaperReaderError("cannot read (standard input)", problem, "nothing is marked; give keys on standard input")


def _keys_in(text: str) -> list[str]:
    """Return the keys in a text: one on each line, or those of printed JSON lines or JSON. Raises PaperReaderError."""
    from paperreader.marks.printed_marks import are_records, record_keys

    raw = text.encode()
    if not are_records(raw):
        return text.split("\n")
    try:
        return record_keys(raw)
    except CorruptStateError as error:
        hint = "nothing is marked; paperreader list --format keys prints what mark reads"
        raise PaperReaderError("no keys on standard input", str(error), hint) from error


def _are_keys(words: Sequence[str], session: Session) -> bool:
    """Return whether all words are keys of papers, not words of titles such as `x-ray`."""
    return bool(words) and all(_KEY.search(word) and session.papers.row_of(word) is not None for word in words)


def _rows_of_keys(keys: Iterable[str], session: Session) -> tuple[list[int], int]:
    """Return the rows of keys, and the number of those that no paper has."""
    rows, unknown = [], 0
    for text in keys:
        key = text.strip()
        row = session.papers.row_of(key)
        if row is not None:
            rows.append(row)
        elif key:
            unknown += 1
            print_message(f"no paper has the key {key}")
    return list(dict.fromkeys(rows)), unknown
