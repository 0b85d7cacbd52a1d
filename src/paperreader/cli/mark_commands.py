"""`paperreader mark`, and `paperreader state`: the marks and their file."""

from __future__ import annotations

import sys
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING

from paperreader.cli.arguments import CommandLine
from paperreader.cli.inputs import Inputs
from paperreader.cli.output import DONE, PROBLEMS, print_message
from paperreader.errors import PaperReaderError, UsageError

if TYPE_CHECKING:
    from paperreader.session import Session


MARK_DEEDS = {
    "read": ("read", True),
    "unread": ("read", False),
    "star": ("starred", True),
    "unstar": ("starred", False),
}
"""What `mark` does, with the mark that each sets."""
STATE_DEEDS = ("path", "check", "merge")
"""What `state` does."""


def mark(call: CommandLine) -> int:
    """Mark what a query picks, exact hits only, or the keys on standard input."""
    from paperreader.marks import Mark, mark_changes, now

    deed = call.words[0] if call.words else ""
    if deed not in MARK_DEEDS:
        raise UsageError("mark what", f"{deed or 'nothing'} is none of {', '.join(MARK_DEEDS)}")
    name, on = MARK_DEEDS[deed]
    words = call.words[1:]
    if words and call.has("all"):
        raise UsageError("mark takes a query or --all", "not both")
    if not words and not call.has("all"):
        raise UsageError(f"mark {deed} which papers", hint="give a query, --all, or - for keys on standard input")
    inputs = Inputs(call)
    query = inputs.query([] if words == ["-"] else words)
    if words and words != ["-"] and not query.terms:
        raise UsageError(f"mark {deed} which papers", "the query is empty", "--all marks all")
    if query.notes:
        raise UsageError(f"mark {deed} which papers", "not all of the query is understood, and nothing is marked")
    if "-" in words and words != ["-"]:
        raise UsageError(f"mark {deed} which papers", "a query or - for keys on standard input", "not both")
    session, whole = inputs.session()
    if words == ["-"]:
        rows, unknown = _rows_of_keys(session)
    else:
        view = session.run_query(query, explain=False, near=False)
        rows, unknown = list(view.rows[: view.near_from]), 0
    stamp = Mark(on, now())
    known = [session.marks.mark(session.key(row), name) for row in rows]
    changed = [row for row, mark in zip(rows, known, strict=True) if bool(mark and mark.on) is not on]
    session.marks.apply(mark_changes(session.paper_refs(changed), name, repeat(stamp)))
    already = f" ({len(rows) - len(changed)} were already)" if len(changed) < len(rows) else ""
    sys.stdout.write(f"{len(changed)} marked {name if on else f'un{name}'}{already}\n")
    return DONE if whole and not unknown else PROBLEMS


def _rows_of_keys(session: Session) -> tuple[list[int], int]:
    """The rows of the keys on standard input, and how many keys are of no paper."""
    rows, unknown = [], 0
    if sys.stdin is None:
        raise PaperReaderError("cannot read (standard input)", "there is none", "give keys on standard input")
    for line in sys.stdin:
        key = line.strip()
        row = session.library.row_of(key)
        gone = session.unlisted.row_of(key) if row is None else None
        if key and row is None and gone is None:
            unknown += 1
            print_message(f"no paper has the key {key}")
        elif key:
            rows.append(row if row is not None else ~(gone or 0))
    return list(dict.fromkeys(rows)), unknown


def state(call: CommandLine) -> int:
    """Where the marks are; whether they are sound; other machines' marks."""
    from paperreader.marks import default_state_path

    deed = call.words[0] if call.words else ""
    if call.has("driver") and deed != "merge":
        raise UsageError("--driver", hint="state merge --driver %O %A %B")
    if deed == "merge":
        return _merge(call)
    if call.words == ["path"]:
        sys.stdout.write(f"{Inputs(call).state_path or default_state_path()}\n")
        return DONE
    if call.words == ["check"]:
        return _check_state(call)
    raise UsageError(f"state {' '.join(call.words)}".rstrip(), hint="state path, state check or state merge FILE ...")


def _check_state(call: CommandLine) -> int:
    """Say whether the file of marks is sound, and what in it cannot be understood."""
    from paperreader.marks import READ, STARRED, MarkStore
    from paperreader.marks.merge import doubts_of

    state = MarkStore(Inputs(call).state_path, set_aside=False)
    doubts = state.notices or doubts_of(state.path)
    for doubt in doubts:
        print_message(doubt)
    if doubts:
        return PROBLEMS
    read, starred = (sum(1 for _ in state.keys_marked(name)) for name in (READ, STARRED))
    sys.stdout.write(f"{state.path}: sound; {len(state)} papers, {read} read, {starred} starred\n")
    return DONE


def _merge(call: CommandLine) -> int:
    """Take in other copies of the file of marks; as git's merge driver, make two versions one."""
    from paperreader.marks.merge import drive

    files = [Path(word) for word in call.words[1:]]
    if call.has("driver"):
        if len(files) != 3:  # noqa: PLR2004 - git's %O %A %B
            raise UsageError("--driver takes three files", hint="state merge --driver %O %A %B")
        drive(files[1], files[2])
        return DONE
    if not files:
        raise UsageError("merge what", hint="state merge FILE ...: other copies of the file of marks")
    turned = Inputs(call).state.merge(files)
    sys.stdout.write(f"{turned} marks taken in from {len(files)} {'file' if len(files) == 1 else 'files'}\n")
    return DONE
