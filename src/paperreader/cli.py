"""The command line: one function per subcommand, thin over the library, the state and the exports.

The only module that imports `paperreader.tui`, and only when the reader is opened. Standard output
is data, standard error is talk. Exit status: 0 done, 1 problems found, 2 wrong use.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from paperreader.arguments import Call, split
from paperreader.errors import PaperReaderError, UsageError
from paperreader.text import clean

if TYPE_CHECKING:
    from paperreader.export.listing import Listed
    from paperreader.query import Query
    from paperreader.session import Session
    from paperreader.state import State

DONE, PROBLEMS, WRONG_USE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; its exit status.

    Args:
        arguments: the words after the program's name; those of the process when None.
    """
    try:
        _safe_output()
        status = _run(split(sys.argv[1:] if arguments is None else arguments))
        sys.stdout.flush()
    except UsageError as error:
        _tell(error)
        return WRONG_USE
    except PaperReaderError as error:
        _tell(error)
        return PROBLEMS
    except BrokenPipeError:  # `| head` has seen enough
        _drop_output()
        return DONE
    except OSError as error:
        _drop_output()
        _tell(f"the output cannot be written: {error.strerror or error}")
        return PROBLEMS
    except KeyboardInterrupt:
        return 130
    return status


def _drop_output() -> None:
    """What is still buffered goes nowhere, so that the end of the program does not try again."""
    with suppress(OSError):  # not a real file
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def entry() -> None:
    """The program as it is installed."""
    sys.exit(main())


def _run(call: Call) -> int:
    if call.has("help"):
        from paperreader.usage import usage

        sys.stdout.write(usage(call.command))
        return DONE
    if call.has("version"):
        from paperreader.version import VERSION

        sys.stdout.write(f"paperreader {VERSION}\n")
        return DONE
    if call.has("no-color"):
        os.environ["NO_COLOR"] = "1"
    return _COMMANDS[call.command](call)


def _tell(message: object) -> None:
    """A line of talk, safe for the terminal whatever file names are in it."""
    sys.stderr.write(f"paperreader: {clean(str(message))}\n")


# -- what every command needs ---------------------------------------------------------------------


def _state(call: Call) -> State:
    from paperreader.state import State

    state = State(call.options["state"][-1] if call.has("state") else None)
    for notice in state.notices:
        _tell(notice)
    return state


def _captured(call: Call) -> dict[str, date]:
    """The days of capture by path; "" is for every dump not named."""
    days: dict[str, date] = {}
    for option in call.options.get("capture-date", []):
        path, _, day = option.rpartition("=")
        try:
            days[path] = date.fromisoformat(day)
        except ValueError:
            raise UsageError(f"--capture-date {option}", "no day like 2025-03-01", "or FILE=2025-03-01") from None
    return days


def _dumps_folder() -> Path:
    from paperreader.state import data_folder

    return data_folder() / "dumps"


def _default_paths() -> list[str]:
    """The dumps kept with `add`; without any, those that come with the program."""
    kept = _dumps_folder()
    if kept.is_dir() and any(kept.iterdir()):
        return [str(kept)]
    packed = Path(__file__).parent / "seeds"
    return [str(packed if packed.is_dir() else Path(__file__).parents[2] / "seeds")]


def _session(call: Call) -> tuple[Session, bool]:
    """The library of `--from` with the state, and whether every dump could be read."""
    from paperreader.loading import load_library
    from paperreader.news import arranged
    from paperreader.session import Session

    state = _state(call)
    paths = call.options.get("from") or _default_paths()
    library, errors = load_library(paths, _captured(call), lambda dumps: arranged(dumps, state.dumps))
    for error in errors:
        _tell(error)
    session = Session(library, state)
    session.loaded()
    return session, not errors


def _query(words: Sequence[str]) -> Query:
    """The query of some words of the shell, which has taken the quotes from `org:"Two Words"`."""
    from paperreader.query import FIELDS, parse

    quoted = []
    for word in words:
        name, colon, value = word.partition(":")
        bare = colon and name.lstrip("-") in FIELDS and " " in value and '"' not in value
        quoted.append(f'{name}:"{value}"' if bare else word)
    query = parse(" ".join(quoted))
    for note in query.notes:
        _tell(note)
    return query


# -- the subcommands ------------------------------------------------------------------------------


def _read(call: Call) -> int:
    """Open the reader."""
    if not (sys.__stdin__ and sys.stdout.isatty()):
        raise UsageError("the reader needs a terminal", hint="in a pipe use: paperreader list")
    dashed = [word for word in call.words if word.startswith("-") and word != "-"]
    if dashed:
        raise UsageError(f"there is no option {dashed[0]}", hint="see paperreader --help")
    from paperreader.tui.start import read

    return read(call.words or _default_paths(), _captured(call), call.options.get("state", [None])[-1], _tell)


def _list(call: Call) -> int:
    """Print the papers that a query picks."""
    from paperreader.export.listing import FIELDS, FORMATS, Listed
    from paperreader.order import ORDERS

    form = _choice(call, "format", tuple(FORMATS), "text")
    order = _choice(call, "sort", ORDERS, "")
    fields = call.last("fields", "").split(",") if call.has("fields") else []
    for name in fields:
        if name not in FIELDS:
            raise UsageError(f"there is no field {name}", hint=f"fields are {', '.join(FIELDS)}")
    limit = _limit(call)
    query = _query(call.words)
    if call.has("like"):
        query = query.liking(call.last("like", ""))
    session, whole = _session(call)
    if query.like is not None and session.library.row_of(query.like) is None:
        raise PaperReaderError(f"there is no paper {query.like}", hint="paperreader list --format keys shows all")
    session.order, session.reverse = order, call.has("reverse")
    view = session.choose(query)
    rows = view.rows if call.has("fuzzy") else view.rows[: view.near_from] or view.rows

    def listed() -> Iterator[Listed]:
        for row in rows[:limit]:
            key = session.key(row)
            score = view.hits.score(row) if view.hits and row >= 0 else None
            yield Listed(session.paper(row), session.state.read_at(key), session.state.starred_at(key), score)

    _write(FORMATS[form](listed(), fields or None), call)
    return DONE if whole else PROBLEMS


def _choice(call: Call, name: str, known: tuple[str, ...], default: str) -> str:
    value = call.last(name, default)
    if value != default and value not in known:
        raise UsageError(f"--{name} {value}", hint=f"one of {', '.join(known)}")
    return value


def _limit(call: Call) -> int | None:
    if not call.has("limit"):
        return None
    text = call.last("limit", "")
    if not text.isascii() or not text.isdigit():
        raise UsageError(f"--limit {text}", "not a number")
    return int(text)


def _write(pieces: Iterable[str], call: Call) -> None:
    """To standard output as they come; with `--output` to a file, whole or not at all."""
    if not call.has("output"):
        for piece in pieces:
            sys.stdout.write(piece)
        return
    path = Path(call.last("output", ""))
    if not path.name or path.is_dir():
        raise PaperReaderError(f"{path} is a folder", hint="give a file to --output")
    if path.exists() and not call.has("force"):
        raise PaperReaderError(f"{path} exists", hint="--force writes over it")
    if path.exists() and not path.is_file() and not path.is_dir():  # a pipe or a device is never replaced
        with path.open("w", encoding="utf-8") as file:
            file.writelines(pieces)
        return
    path = Path(os.path.realpath(path))
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("w", encoding="utf-8") as file:
            file.writelines(pieces)
        beside.replace(path)
    except OSError as error:
        raise PaperReaderError(f"cannot write {path}", error.strerror or str(error)) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _safe_output() -> None:
    """A terminal that is not UTF-8 gets `?` for what it cannot show, a closed stream swallows all: no traceback."""
    if sys.stdout is None:
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - for the rest of the run
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - likewise
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure:
        reconfigure(errors="replace")


_DEEDS = {"read": ("read", True), "unread": ("read", False), "star": ("starred", True), "unstar": ("starred", False)}


def _mark(call: Call) -> int:
    """Mark what a query picks, exact hits only, or the keys on standard input."""
    from paperreader.state import Change, Mark, now

    deed = call.words[0] if call.words else ""
    if deed not in _DEEDS:
        raise UsageError("mark what", f"{deed or 'nothing'} is none of {', '.join(_DEEDS)}")
    name, on = _DEEDS[deed]
    words = call.words[1:]
    if words and call.has("all"):
        raise UsageError("mark takes a query or --all", "not both")
    if not words and not call.has("all"):
        raise UsageError(f"mark {deed} which papers", hint="give a query, --all, or - for keys on standard input")
    query = _query([] if words == ["-"] else words)
    if words and words != ["-"] and not query.terms:
        raise UsageError(f"mark {deed} which papers", "the query is empty", "--all marks all")
    session, whole = _session(call)
    if words == ["-"]:
        rows, unknown = _rows_of_keys(session)
    else:
        view = session.choose(query)
        rows, unknown = list(view.rows[: view.near_from]), 0
    stamp = Mark(on, now())
    known = [session.state.mark(session.key(row), name) for row in rows]
    changed = [row for row, mark in zip(rows, known, strict=True) if bool(mark and mark.on) is not on]
    session.state.apply([Change(session.remembered(row), name, stamp) for row in changed])
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
        gone = session.absent.row_of(key) if row is None else None
        if key and row is None and gone is None:
            unknown += 1
            _tell(f"no paper has the key {key}")
        elif key:
            rows.append(row if row is not None else ~(gone or 0))
    return list(dict.fromkeys(rows)), unknown


def _check(call: Call) -> int:
    """Read dumps and report what every line was taken for."""
    from paperreader.check import as_json, as_text, report
    from paperreader.loading import load_library

    if not call.words:
        raise UsageError("check what", hint="give files, folders, or - for standard input")
    form = _choice(call, "format", ("text", "json"), "text")
    library, errors = load_library(call.words, _captured(call))
    found = report(library, errors)
    sys.stdout.write(as_json(found) if form == "json" else as_text(found))
    for error in errors:
        _tell(error)
    return PROBLEMS if found.problems or errors else DONE


def _add(call: Call) -> int:
    """Keep copies of dumps in the data folder."""
    from paperreader.keeping import keep
    from paperreader.source import find

    if not call.words:
        raise UsageError("add what", hint="give files, folders, or - for standard input")
    for path, papers in keep(call.words, find(call.words), _dumps_folder()):
        sys.stdout.write(f"{clean(str(path))}: {papers} papers\n")
    return DONE


def _state_command(call: Call) -> int:
    """Where the marks are; whether they are sound; other machines' marks."""
    from paperreader.state import default_path

    deed = call.words[0] if call.words else ""
    if call.has("driver") and deed != "merge":
        raise UsageError("--driver", hint="state merge --driver %O %A %B")
    if deed == "merge":
        return _merge(call)
    if call.words == ["path"]:
        sys.stdout.write(f"{call.options['state'][-1] if call.has('state') else default_path()}\n")
        return DONE
    if call.words == ["check"]:
        return _check_state(call)
    raise UsageError(f"state {' '.join(call.words)}".rstrip(), hint="state path, state check or state merge FILE ...")


def _check_state(call: Call) -> int:
    """Say whether the file of marks is sound, and what in it cannot be understood."""
    from paperreader.state import READ, STARRED, State
    from paperreader.state.merging import doubts_of

    state = State(call.options["state"][-1] if call.has("state") else None, set_aside=False)
    doubts = state.notices or doubts_of(state.path)
    for doubt in doubts:
        _tell(doubt)
    if doubts:
        return PROBLEMS
    read, starred = (sum(1 for _ in state.keys_marked(name)) for name in (READ, STARRED))
    sys.stdout.write(f"{state.path}: sound; {len(state)} papers, {read} read, {starred} starred\n")
    return DONE


def _merge(call: Call) -> int:
    """Take in other copies of the file of marks; as git's merge driver, make two versions one."""
    from paperreader.state.merging import drive

    files = [Path(word) for word in call.words[1:]]
    if call.has("driver"):
        if len(files) != 3:  # noqa: PLR2004 - git's %O %A %B
            raise UsageError("--driver takes three files", hint="state merge --driver %O %A %B")
        drive(files[1], files[2])
        return DONE
    if not files:
        raise UsageError("merge what", hint="state merge FILE ...: other copies of the file of marks")
    turned = _state(call).merge(files)
    sys.stdout.write(f"{turned} marks taken in from {len(files)} {'file' if len(files) == 1 else 'files'}\n")
    return DONE


def _keys(call: Call) -> int:
    """Every command and its keys."""
    from paperreader.commands import COMMANDS, markdown

    if call.words:
        raise UsageError(f"keys {' '.join(call.words)}", hint="keys, or keys --markdown")
    if call.has("markdown"):
        sys.stdout.write(markdown() + "\n")
        return DONE
    for command in COMMANDS:
        about = f" ({command.help})" if command.help else ""
        sys.stdout.write(f"{'  '.join(command.keys):16} {command.id:20} {command.title}{about}\n")
    return DONE


_COMMANDS: dict[str, Callable[[Call], int]] = {
    "": _read,
    "list": _list,
    "check": _check,
    "add": _add,
    "mark": _mark,
    "state": _state_command,
    "keys": _keys,
}
