r"""Text of a dump as TeX, for a bibliography.

What is TeX already stays TeX, for a bibliography is typeset: mathematics between `$`, accents,
escaped signs (`\\%`), and macros that style an argument (`\\textbf{X}`). All else is meant as it
looks, so its special signs are escaped (`100%` as `100\\%`, `{scriptsize X}` as `\\{scriptsize X\\}`). A `$` opens
mathematics only before a sign and closes it only behind one and not before a digit, as pandoc has
it, so `$5 and $10` is money.

Braces always pair in what comes out, as BibTeX counts them whether escaped or not: a text in which they do
not is no TeX, and its braces are named. Dashes (`--`) and quotes (``` `` ```) are left to TeX.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_LITERAL = {
    "\\": r"\textbackslash{}",
    "{": r"\lbrace{}",
    "}": r"\rbrace{}",
    "$": r"\$",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_TABLE = str.maketrans(_LITERAL)
_STYLES = "textbf|textit|textrm|textsc|texttt|textsf|textsuperscript|textsubscript|emph|underline|mbox"
_SWITCHES = "bf|it|rm|sc|tt|sf|em"
_SPECIAL = frozenset("\\{}$&%#_~^@")


def _in_math(depth: int) -> str:
    """What may stand between two `$`, its braces in pairs."""
    group = _in_math(depth - 1) if depth else r"[^\\${}]"
    return rf"(?:\\.|[^\\${{}}]|\{{{group}*\}})"


_TOKEN = re.compile(
    rf"(?P<plain>[^\\{{}}$&%#_~^@]+)"
    rf"|(?P<math>\$\$(?!\s){_in_math(3)}+?(?<!\s)\$\$|\$(?!\s){_in_math(3)}+?(?<!\s)\$(?!\d))"
    r"|(?P<tex>\\[%&#_$]|\\[\"'`^~=.](?:[A-Za-z]|\{\\?[A-Za-z]\})|\\[uvHckbdr]\{\\?[A-Za-z]\})"
    rf"|(?P<style>\\(?:{_STYLES})(?=\{{))"
    rf"|(?P<switch>\{{\\(?:{_SWITCHES})(?![A-Za-z]))"
    r"|(?P<entry>(?<![^\n])@(?=\w))"
    r"|(?P<sign>.)",
    re.DOTALL,
)
_UNESCAPED = re.compile(r"((?:^|[^\\])(?:\\\\)*)([%#&])")


def tex(text: str) -> str:
    """A text as TeX that shows it; see above for what is taken for TeX."""
    if _SPECIAL.isdisjoint(text):
        return text
    if not _pairs(text):
        return text.translate(_TABLE).replace("\n@", "\n{@}")
    return "".join(_pieces(text))


def _pieces(text: str) -> Iterator[str]:
    groups: list[bool] = []  # whether each open brace is TeX's
    argument = False
    for token in _TOKEN.finditer(text):
        kind, said = token.lastgroup, token[0]
        if kind == "math":
            yield _UNESCAPED.sub(r"\1\\\2", said)
        elif kind == "entry":  # else readers see the beginning of another entry
            yield "{@}"
        elif said in "{}":
            groups.append(argument) if said == "{" else None
            ours = groups[-1] if said == "{" else groups.pop() if groups else False
            yield said if ours else f"\\{said}"
        elif kind == "switch":
            groups.append(True)
            yield said
        else:
            yield _LITERAL.get(said, said)
        argument = kind == "style"


def _pairs(text: str) -> bool:
    """Whether the braces pair, as BibTeX counts them."""
    depth = 0
    for sign in text:
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
            if depth < 0:
                return False
    return depth == 0
