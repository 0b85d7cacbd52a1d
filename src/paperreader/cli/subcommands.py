"""The table of subcommands: splitting, checking, `--help`, completion and the README's list follow from it.

A subcommand is one row of the table and one module, `paperreader.cli.NAME_command`, whose `run` takes the command
line and returns the exit status. Importing the table imports none of these modules.
"""

from __future__ import annotations

from importlib import import_module
from typing import Literal, NamedTuple


class Values(NamedTuple):
    """The values of an argument or an option.

    Attributes:
        kind: "none" for an option without a value, "free" for any text, "choice" for one of the choices,
            "list" for several of them with commas between.
        listed: the choices.
        table: the table with the choices instead, as "module:NAME"; imported only when they are needed.
    """

    kind: Literal["none", "free", "file", "query", "choice", "list"]
    listed: tuple[str, ...] = ()
    table: str = ""

    def choices(self) -> tuple[str, ...]:
        """Return the choices; () for any other kind."""
        if not self.table:
            return self.listed
        module, _, name = self.table.partition(":")
        return tuple(getattr(import_module(f"paperreader.{module}"), name))


NONE, FREE, FILE, QUERY = Values("none"), Values("free"), Values("file"), Values("query")


class Argument(NamedTuple):
    """A positional argument; files and query terms may be many. The help shows its notation, else its choices."""

    values: Values
    notation: str = ""
    required: bool = False

    @property
    def many(self) -> bool:
        """Whether it may be given several times."""
        return self.values.kind in ("file", "query")

    def __str__(self) -> str:
        return self.notation or "|".join(self.values.choices())


class Option(NamedTuple):
    """An option, `--name`. Every value of a repeatable one is used, else only the last one. One that is alone needs no argument.

    The help shows the notation of its value, else the choices.
    """

    name: str
    help: str
    values: Values = NONE
    notation: str = ""
    repeatable: bool = False
    alone: bool = False

    def __str__(self) -> str:
        return f"--{self.name} {self.notation or '|'.join(self.values.choices())}".rstrip()


class Subcommand(NamedTuple):
    """A subcommand; its name is "" for the reader itself, and notes are further text of its `--help`."""

    name: str
    summary: str
    arguments: tuple[Argument, ...] = ()
    options: tuple[Option, ...] = ()
    notes: str = ""

    @property
    def all_options(self) -> dict[str, Option]:
        """The options by name: the global ones and its own."""
        return {option.name: option for option in (*GLOBAL_OPTIONS, *self.options)}

    @property
    def signature(self) -> str:
        """The arguments as a usage line shows them."""
        return " ".join([*map(str, self.arguments), *(["[options]"] if self.options else [])])


GLOBAL_OPTIONS = (
    Option("state", "the file of marks (or PAPERREADER_STATE)", FILE, "FILE"),
    Option("config", "the file of settings (or PAPERREADER_CONFIG)", FILE, "FILE"),
    Option(
        "capture-date",
        "the day on which the dumps were made; FILE=YYYY-MM-DD for one of them",
        FREE,
        "YYYY-MM-DD",
        repeatable=True,
    ),
    Option("no-color", "print no colors (or NO_COLOR)"),
    Option("version", "print the version"),
    Option("help", "print this help (or -h); after a subcommand, the help of that subcommand"),
)
_FROM = Option("from", "the dumps; may be given again", FILE, "PATH", repeatable=True)
_REPORT_FORMAT = Option("format", "text for people, json for programs", Values("choice", ("text", "json")))

_FETCH_NOTES = """\
  paperreader fetch                  what the settings follow; without any, the daily papers of Hugging Face
  paperreader fetch NAME ...         some of them
  paperreader fetch SOURCE ...       at once, without settings:
                                     hf:2026-08-20, hf:2026-W34, hf:2026-08, arxiv:cs.CL+cs.LG, https://SITE/FEED,
                                     'hf search: WORDS', 'arxiv search: QUERY', 'europepmc: QUERY', 's2 stars'
  paperreader fetch 2402.15570       a paper, by its arXiv id, DOI or address
  paperreader fetch FILE             the papers of a list of ids, or of any dump; the feeds of an OPML file

Each new dump is printed as PATH: PAPERS, NEW. Exit status 1 when a source failed. See docs/fetch.md.
"""
_STATE_NOTES = """\
  paperreader state path             print the path of the file of marks
  paperreader state check            report whether the file is sound, and each part of it that is not understood
  paperreader state merge FILE ...   merge other copies into it, such as those that Syncthing leaves, or the marks
                                     in JSON lines that list has printed; - reads standard input
"""
_CONFIG_NOTES = """\
  paperreader config path   print the path of the file of settings
  paperreader config show   print every setting and where its value came from
  paperreader config init   write a file that explains every setting; never overwrites a file
"""
_COMPLETION_NOTES = """\
  bash   eval "$(paperreader completion bash)"     in ~/.bashrc
  zsh    eval "$(paperreader completion zsh)"      in ~/.zshrc, after compinit
  fish   paperreader completion fish > ~/.config/fish/completions/paperreader.fish
"""

_ROWS = (
    Subcommand("", "open the reader: files, folders, - for standard input", (Argument(FILE, "[PATH ...]"),)),
    Subcommand(
        "fetch",
        "download new papers of what the settings follow, as dumps that open by default",
        (Argument(FILE, "[SOURCE ...]"),),
        (
            Option("since", "papers from that day on, where the site can select them", FREE, "7d|YYYY-MM-DD"),
            Option("again", "ask although it was asked lately; never sooner than a site wants"),
            Option("quiet", "for timers: print a failure only if it lasts, and once a day"),
            Option("dry-run", "print what would be asked, and ask nothing"),
            Option("list", "print how each source stands: last success, last failure, when it is asked again"),
            Option("tidy", "pack what was fetched in past months, and take away what later dumps have whole"),
            Option("format", "text for people, jsonl for programs", Values("choice", ("text", "jsonl"))),
        ),
        notes=_FETCH_NOTES,
    ),
    Subcommand(
        "list",
        "print the papers that match a query",
        (Argument(QUERY, "[QUERY ...]"),),
        (
            Option(
                "format",
                "the output format (without it: that of the ending of --output, else text)",
                Values("choice", table="export.writers:EXPORT_FORMATS"),
            ),
            Option("sort", "the order", Values("choice", table="results.sorting:ORDERS")),
            Option("reverse", "reverse the order; undated papers stay last"),
            Option(
                "explain", "with --sort recommended: print the words for and against each paper, and why it is there"
            ),
            Option("limit", "print the first N papers", FREE, "N"),
            Option(
                "fields",
                "print only these fields, in this order (text, jsonl, json, csv, tsv)",
                Values("list", table="export.record:RECORD_FIELDS"),
                "a,b,c",
            ),
            Option(
                "group",
                "print a digest for a mail, with the beginning of each abstract (text, markdown)",
                Values("choice", table="export.digest:GROUPS"),
            ),
            Option("fuzzy", "print near matches too (they are printed anyway when there is no exact match)"),
            Option(
                "like",
                "papers like that one by their titles; given again, or with a tag, papers like those by all their words",
                FREE,
                "KEY|tag:NAME",
                repeatable=True,
            ),
            Option("safe", "let no spreadsheet take a value for a formula: an apostrophe stands before it (csv, tsv)"),
            _FROM,
            Option("output", "write to a file, whole or not at all; - is standard output", FILE, "FILE"),
            Option("force", "let --output overwrite an existing file"),
        ),
    ),
    Subcommand(
        "check",
        "report what was read of dumps and what was not, with lines",
        (Argument(FILE, "PATH ...", required=True),),
        (
            _REPORT_FORMAT,
            Option("formats", "list the formats that are read, where they come from and what they know", alone=True),
        ),
        notes="Exit status 1 when there is a problem. Files of folders that list no papers are named, and are no problem.\n",
    ),
    Subcommand(
        "add",
        "keep a copy of a dump, so that it opens by default",
        (Argument(FILE, "PATH|- ...", required=True),),
    ),
    Subcommand(
        "dumps",
        "list the dumps that open by default, with papers, sizes and dates; take one back",
        (Argument(Values("choice", ("remove",)), "[remove"), Argument(FILE, "NAME ...]")),
        (_REPORT_FORMAT,),
        notes="`remove` takes dumps that `add` kept; it moves them to a folder of removed dumps, and deletes nothing.\n",
    ),
    Subcommand(
        "mark",
        "mark the papers that match a query",
        (
            Argument(
                Values("choice", ("read", "unread", "star", "unstar", "tag", "untag", "note")),
                "read|unread|star|unstar|tag NAME|untag NAME|note TEXT",
                required=True,
            ),
            Argument(QUERY, "QUERY ...|--all|-"),
        ),
        (Option("all", "mark every paper of the dumps"), _FROM),
        notes="With - it marks the papers whose keys it reads from standard input, one on each line, or in the JSON\n"
        "lines or JSON that list has printed. Keys may be given instead of a query, too.\n"
        "Only exact matches are marked. It prints how many papers changed.\n"
        "An empty TEXT takes a note back. A note that is replaced is printed on standard error.\n",
    ),
    Subcommand(
        "stats",
        "count the papers that match a query by year, author, venue, tag and other attributes",
        (Argument(QUERY, "[QUERY ...]"),),
        (_REPORT_FORMAT, _FROM),
        notes="In a pipe, text is one line for each value: field, value and count, separated by tabs. A terminal shows the\n"
        "most frequent values, or the newest years, as bars, and how many more there are.\n"
        "Near matches are counted only if no title matches exactly, as in list.\n",
    ),
    Subcommand(
        "state",
        "print where the marks are, check their file, merge copies of it",
        (Argument(Values("choice", ("path", "check", "merge")), required=True), Argument(FILE, "[FILE ...]")),
        (Option("driver", "with merge: be git's merge driver, with the files %O %A %B (see docs/sync.md)"),),
        notes=_STATE_NOTES,
    ),
    Subcommand(
        "config",
        "print the settings, with where each came from",
        (Argument(Values("choice", ("path", "show", "init")), required=True),),
        notes=_CONFIG_NOTES,
    ),
    Subcommand(
        "keys",
        "print every command and its keys",
        options=(Option("markdown", "as a Markdown table"),),
    ),
    Subcommand(
        "completion",
        "print a script that lets Tab complete subcommands, options and queries",
        (Argument(Values("choice", ("bash", "zsh", "fish")), required=True),),
        notes=_COMPLETION_NOTES,
    ),
)
SUBCOMMANDS = {row.name: row for row in _ROWS}
"""The subcommands by name; "" is the reader. `./list` opens a file of that name."""
