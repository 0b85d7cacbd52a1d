"""The texts of `--help`."""

_GENERAL = """\
paperreader: skim dumps of papers in the terminal

usage: paperreader [PATH ...]                   open the reader: files, folders, - for standard input
       paperreader list  [QUERY ...] [options]  print papers
       paperreader check PATH ...               read dumps and report what every line was taken for
       paperreader add   PATH|- ...             keep a copy of a dump, so that it opens by default
       paperreader mark  read|unread|star|unstar QUERY ...|--all|-
       paperreader stats [QUERY ...]            counts by year, organisation, source and state
       paperreader state path|check|merge FILE  where the marks are; whether they are sound; take in copies
       paperreader config path|show|init        settings, with where each came from
       paperreader keys  [--markdown]           every command and its keys
       paperreader completion bash|zsh|fish     completion for a shell

With no PATH: the dumps of the settings and those kept with add; without any, the two that come with the program.

everywhere:
  --state FILE               the file of marks (or PAPERREADER_STATE)
  --config FILE              the settings (or PAPERREADER_CONFIG)
  --capture-date YYYY-MM-DD  the day the dumps were made; FILE=YYYY-MM-DD for one of them
  --no-color                 (or NO_COLOR)
  --version, --help, -h

Press ? in the reader for its keys. Exit status: 0 done, 1 problems found, 2 wrong use.
"""

_LIST = """\
paperreader list [QUERY ...]: print the papers that a query picks

  --format text|jsonl|json|csv|tsv|bibtex|ris|markdown|keys
  --sort relevance|read-order|date|title|comments|authors|starred
  --reverse             the other way round; undated papers stay last
  --limit N             the first N
  --fields a,b,c        only these fields, in this order (text, jsonl, json, csv, tsv)
  --group day|organization   a digest to be mailed, with what the abstracts begin with (text, markdown)
  --fuzzy               near hits too (they come anyway when there is no exact one)
  --like KEY            papers whose titles share rare words with that paper's, nearest first
  --from PATH           the dumps; may be given again
  --output FILE         write a file, whole or not at all; over an existing one with --force

query: words are a fuzzy search of titles; everything else narrows
  "attention heads"   is:unread   is:read   is:starred   is:new   year:2024   year:2020..2023
  date:2024-05..   date:30d..   authors:6..   comments:1..   org:adobe   source:NAME   key:KEY   like:KEY
  has:code|date|comments|org|abstract|link   read:7d..   year:2023,2024   -is:read   -word
  abstract:WORD   text:"A PHRASE" (title or abstract)   text:beginn*   @NAME (a query of the settings)
"""

_TEXTS = {
    "": _GENERAL,
    "list": _LIST,
    "check": """\
paperreader check PATH ...: read dumps and report papers, merged papers and problems with their lines

  --format text|json

Exit status 1 when there is a problem.
""",
    "add": """\
paperreader add PATH|- ...: keep a copy of a dump in the data folder, so that it opens by default
""",
    "mark": """\
paperreader mark read|unread|star|unstar QUERY ...|--all|-: mark papers

  --all         every paper of the dumps
  -             the papers whose keys stand on standard input, one a line
  --from PATH   the dumps; may be given again

Words take exact hits only. It says how many it marked.
""",
    "stats": """\
paperreader stats [QUERY ...]: count the papers that a query picks by year, organisation, source and state

  --format text|json    in a pipe, text is a line a value: field, value, count, a tab between
  --from PATH           the dumps; may be given again

Words take exact hits only, as in list.
""",
    "state": """\
paperreader state path    print where the marks are
paperreader state check   say whether the file is sound, and what in it is not understood
paperreader state merge FILE ...   take in other copies, such as those that Syncthing leaves

  --driver %O %A %B   with merge: be git's merge driver (see docs/sync.md)
""",
    "config": """\
paperreader config path   print where the settings are
paperreader config show   print what holds, and where each value came from
paperreader config init   write a file with every setting told, to be changed; never over another
""",
    "keys": """\
paperreader keys [--markdown]: every command and its keys
""",
    "completion": """\
paperreader completion bash|zsh|fish: print what makes a shell complete subcommands, options and queries with Tab

  bash   eval "$(paperreader completion bash)"     in ~/.bashrc
  zsh    eval "$(paperreader completion zsh)"      in ~/.zshrc, after compinit
  fish   paperreader completion fish > ~/.config/fish/completions/paperreader.fish
""",
}


def usage(command: str) -> str:
    """The help of a subcommand; "" for that of the program."""
    return _TEXTS[command]
