"""`paperreader completion`: print the completion script of a shell, made from the table of subcommands.

shtab writes the scripts from an argparse parser, made here for that alone, but for query terms and for paths in
place of a subcommand.
"""

from __future__ import annotations

import sys
from argparse import Action, ArgumentParser
from collections.abc import Iterable, Iterator, Sequence
from shlex import quote

import shtab

from paperreader.cli.arguments import CommandLine
from paperreader.cli.inputs import Inputs
from paperreader.cli.output import SUCCESS
from paperreader.cli.subcommands import GLOBAL_OPTIONS, QUERY, SUBCOMMANDS, Option, Values
from paperreader.query.fields import FIELDS


def run(line: CommandLine) -> int:
    """Print the completion script of a shell."""
    sys.stdout.write(script(line.words[0], Inputs(line).config.settings.queries))
    return SUCCESS


def script(shell: str, named_queries: Iterable[str] = ()) -> str:
    """Return the completion script of "bash", "zsh" or "fish", which offers the named queries too."""
    terms = [*query_terms(), *(f"@{name}" for name in named_queries)]
    text = shtab.complete(_parser(shell), shell, preamble=_preamble(shell, terms))
    if shell == "zsh":
        return text.replace('"(*)::', '"*:') + "\n"  # a query has many words, not one
    return f"{text}\n{_BASH_WORDS if shell == 'bash' else _FISH_PATHS}\n"


def query_terms() -> Iterator[str]:
    """Yield `field:value` for the fields with few values, `field:` for the others."""
    for name, field in FIELDS.items():
        yield from (f"{name}:{value}" for value in field.values) if field.values else (f"{name}:",)


def _parser(shell: str) -> ArgumentParser:
    root = ArgumentParser("paperreader", add_help=False)
    commands = root.add_subparsers()
    for name, row in SUBCOMMANDS.items():
        parser = commands.add_parser(name, help=row.summary, add_help=False) if name else root
        for option in (*GLOBAL_OPTIONS, *row.options):
            _add_option(parser, option)
        if name or shell != "zsh":  # in zsh, paths of the reader would hide the subcommands
            for argument in row.arguments:
                action = parser.add_argument(argument.values.kind, nargs="*" if argument.many else None)
                _set_values(action, argument.values)
    return root


def _add_option(parser: ArgumentParser, option: Option) -> None:
    action = "store_true" if option.values.kind == "none" else "append" if option.repeatable else "store"
    text = option.help.replace("%", "%%")
    _set_values(parser.add_argument(f"--{option.name}", action=action, help=text), option.values)


def _set_values(action: Action, values: Values) -> None:
    """Set what shtab completes for an argument or an option."""
    complete = {"file": shtab.FILE, "query": _COMPLETE_QUERY}.get(values.kind)
    if complete:
        action.complete = complete  # type: ignore[attr-defined]  # read by shtab, not declared by argparse
    elif values.choices():
        action.choices = values.choices()


def _preamble(shell: str, terms: Sequence[str]) -> str:
    """Return the functions that a script of shtab needs at its beginning.

    A query term has a colon, at which bash ends a word. It may begin with `-`, which zsh and bash take for an
    option. After the colon of a field no blank may follow.
    """
    if shell == "bash":
        return _BASH_PREAMBLE.replace("TERMS", quote(" ".join(terms)))
    if shell == "zsh":
        whole = [term for term in terms if not term.endswith(":")]
        fields = [term for term in terms if term.endswith(":")]
        querying = [name for name, row in SUBCOMMANDS.items() if any(part.values == QUERY for part in row.arguments)]
        text = _ZSH_PREAMBLE.replace("TERMS", " ".join(map(quote, whole))).replace("FIELDS", " ".join(fields))
        text = text.replace("QUERYING", "|".join(querying))
        return text.replace("SUBCOMMANDS", "|".join(filter(None, SUBCOMMANDS)))
    return _FISH_PREAMBLE.replace("TERMS", " ".join(map(quote, terms)))


_COMPLETE_QUERY = {"bash": "_paperreader_terms", "zsh": "_paperreader_terms", "fish": "(_paperreader_terms)"}

_BASH_PREAMBLE = """\
_paperreader_terms() {
  compgen -W TERMS -- "$1"
}
# The first word is a subcommand or a path; the words after a path are paths.
_shtab_paperreader_pos_0_COMPGEN=_shtab_compgen_files
_shtab_paperreader_pos_0_nargs=1
"""

_BASH_WORDS = """\

# bash ends words at : and =, so is:unread and --format=csv arrive in pieces. This joins them, completes the
# whole word, and returns the part of each reply behind the last : or = of the word.
_paperreader() {
  local line=$COMP_LINE word last head= cut reply n=0
  local -a words replies=()
  for word in "${COMP_WORDS[@]:0:COMP_CWORD+1}"; do
    if [[ $n = 0 || $line == [[:space:]]* ]]; then
      words[n]=$word
      n=$((n + 1))
    else
      words[n-1]+=$word
    fi
    line=${line#"${line%%[![:space:]]*}"}
    line=${line#"$word"}
  done
  last=${words[n-1]}
  case $last in
    --*=*) head=${last%%=*}= words[n-1]=${last%%=*} words[n]=${last#*=} n=$((n + 1)) ;;
    -[!-]*) head=- words[n-1]=${last#-} ;;
  esac
  local COMP_WORDS=("${words[@]}") COMP_CWORD=$((n - 1))
  _shtab_paperreader
  [[ $COMP_WORDBREAKS == *[:=]* ]] && cut=${last%"${last##*[:=]}"}
  for reply in "${COMPREPLY[@]}"; do
    reply=$head$reply
    [[ $reply != "$cut" ]] && replies+=("${reply#"$cut"}")
  done
  COMPREPLY=("${replies[@]}")
  if [[ ${#replies[@]} = 1 && ${replies[0]} == *: ]]; then
    compopt -o nospace 2>/dev/null || : # bash>=4
  fi
}

complete -o bashdefault -F _paperreader paperreader"""

_ZSH_PREAMBLE = """\
_paperreader_terms() {
  compadd -S '' -- FIELDS
  compadd -- TERMS
}
functions[_paperreader_subcommands]=$functions[_shtab_paperreader_commands]
functions[_paperreader_subcommand]=$functions[_shtab_paperreader]
# The first word is a subcommand or a path.
_shtab_paperreader_commands() {
  _paperreader_subcommands
  _files
}
_shtab_paperreader() {
  if (( CURRENT > 2 )) && [[ $PREFIX != -* && $words[2] != (-*|SUBCOMMANDS) ]]; then
    _files
  elif [[ $PREFIX == -[a-z@]* && $words[2] == (QUERYING) ]]; then
    compset -P - # a negated term
    _paperreader_terms
  else
    _paperreader_subcommand
  fi
}
"""

_FISH_PREAMBLE = """\
function _paperreader_terms
  set -l terms TERMS
  printf '%s\\n' $terms
  if string match -q -- '-*' (commandline -ct)
    printf '%s\\n' -$terms
  end
end
"""

_FISH_PATHS = """\
# The first word is a subcommand or a path.
complete -c paperreader -n '_shtab_paperreader_using; and test $_shtab_paperreader_npos -eq 0' \
  -a '(__fish_complete_path (commandline -ct))'"""
