"""`paperreader state`: the path of the file of marks, its check, and the merging of copies."""

from __future__ import annotations

import sys
from pathlib import Path

from paperreader.cli.arguments import CommandLine
from paperreader.cli.inputs import Inputs
from paperreader.cli.output import PROBLEMS, SUCCESS, print_message
from paperreader.errors import PaperReaderError, UsageError
from paperreader.marks import READ, STARRED, MarkStore, default_state_path
from paperreader.marks.merge import check_file, merge_for_git
from paperreader.text import count_of


def run(line: CommandLine) -> int:
    """Print the path of the file of marks, check the file, or merge other copies into it."""
    action, *files = line.words
    if line.has("driver") and action != "merge":
        raise UsageError(f"--driver does not work with state {action}", hint="state merge --driver %O %A %B")
    if action == "merge":
        return _merge(line, [Path(file) for file in files])
    if files:
        raise UsageError(f"unexpected argument {files[0]}", hint=f"usage: paperreader state {action}")
    return {"path": _print_path, "check": _check}[action](line)


def _print_path(line: CommandLine) -> int:
    sys.stdout.write(f"{Inputs(line).state_path or default_state_path()}\n")
    return SUCCESS


def _check(line: CommandLine) -> int:
    """Report whether the file is sound, and each part of it that is not understood.

    Raises:
        PaperReaderError: the user names a file that does not exist. The default one is written with the first mark.
    """
    path = Inputs(line).state_path
    store = MarkStore(path, repairs=False)
    problems = store.messages or check_file(store.path)
    print_message(*problems)
    if problems:
        return PROBLEMS
    if not store.path.exists():
        if path:
            raise PaperReaderError(f"there is no file {path}", hint="the first mark writes it")
        sys.stdout.write(f"{store.path}: no marks yet\n")
        return SUCCESS
    counts = {name: sum(1 for _ in store.keys_marked(name)) for name in (READ, STARRED)}
    counts |= {"tagged": sum(1 for _ in store.tagged()), "with a note": sum(1 for _ in store.noted())}
    sums = ", ".join(f"{count} {name}" for name, count in counts.items())
    sys.stdout.write(f"{store.path}: sound; {count_of(len(store), 'paper')}, {sums}\n")
    return SUCCESS


def _merge(line: CommandLine, files: list[Path]) -> int:
    """Merge other copies into the file of marks; with `--driver`, merge two versions as git's merge driver."""
    if line.has("driver"):
        match files:
            case [_, ours, theirs]:
                merge_for_git(ours, theirs)
                return SUCCESS
        raise UsageError("--driver needs three files", hint="state merge --driver %O %A %B")
    if not files:
        raise UsageError("state merge needs a file", hint="state merge FILE ...: other copies of the file of marks")
    changed = Inputs(line).marks.merge(files)
    sys.stdout.write(f"{count_of(changed, 'mark')} merged from {count_of(len(files), 'file')}\n")
    return SUCCESS
