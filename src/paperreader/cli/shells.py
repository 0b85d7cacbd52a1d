"""The parts of completion scripts that shtab does not write: query terms, and paths in place of a subcommand.

A query term has a colon, at which bash ends a word. It may begin with `-`, which zsh and bash take for
an option. After the colon of a field no blank may follow.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from shlex import quote

from paperreader.cli.subcommands import Subcommand

_COMPLETE_TERMS = "_paperreader_terms"


def query() -> dict[str, str]:
    """Return the shell code that completes a query term, by shell."""
    return {"bash": _COMPLETE_TERMS, "zsh": _COMPLETE_TERMS, "fish": f"({_COMPLETE_TERMS})"}


def preamble(shell: str, terms: Sequence[str], rows: Collection[Subcommand]) -> str:
    """Return the functions that a script of shtab needs at its beginning.

    Args:
        shell: "bash", "zsh" or "fish".
        terms: the query terms to offer.
        rows: the table of subcommands.
    """
    if shell == "bash":
        return _BASH_PREAMBLE.replace("TERMS", quote(" ".join(terms)))
    if shell == "zsh":
        whole = [term for term in terms if not term.endswith(":")]
        fields = [term for term in terms if term.endswith(":")]
        querying = [row.name for row in rows if any(argument.values.kind == "query" for argument in row.arguments)]
        text = _ZSH_PREAMBLE.replace("TERMS", " ".join(map(quote, whole))).replace("FIELDS", " ".join(fields))
        text = text.replace("QUERYING", "|".join(querying))
        return text.replace("SUBCOMMANDS", "|".join(row.name for row in rows if row.name))
    return _FISH_PREAMBLE.replace("TERMS", " ".join(map(quote, terms)))


def patch(shell: str, script: str) -> str:
    """Return a script of shtab with the changes that shtab has no option for."""
    if shell == "bash":
        return f"{script}\n{_BASH_WORDS}"
    if shell == "zsh":
        return script.replace('"(*)::', '"*:')  # a query has many words, not one
    return f"{script}\n{_FISH_PATHS}"


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
