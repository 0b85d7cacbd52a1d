r"""Text of a dump as TeX, for a bibliography: what is TeX already stays, and all other text shows as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from paperreader.export.unsafe_tex import is_unsafe

_ESCAPED = {sign: f"\\{sign}" for sign in "{}$&%#_"} | {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_ESCAPE = str.maketrans(_ESCAPED)
_ESCAPE_UNPAIRED = str.maketrans(_ESCAPED | {"{": r"\lbrace{}", "}": r"\rbrace{}"})
_STYLES = "textbf|textit|textrm|textsc|texttt|textsf|textsuperscript|textsubscript|emph|underline|mbox"
_SWITCHES = "bf|it|rm|sc|tt|sf|em"
_SPECIAL = frozenset("\\{}$&%#_~^@")


def _in_math(depth: int) -> str:
    """Return a pattern of one sign or group between two `$`, with groups nested up to a depth."""
    group = _in_math(depth - 1) if depth else r"[^\\${}]"
    return rf"(?:\\.|[^\\${{}}]|\{{{group}*\}})"


_TOKEN = re.compile(
    rf"(?P<plain>[^\\{{}}$&%#_~^@]+)"
    # as in pandoc, a $ opens mathematics only before a sign, and closes it only behind one and not before a digit
    rf"|(?P<math>\$\$(?!\s){_in_math(3)}+?(?<!\s)\$\$|\$(?!\s){_in_math(3)}+?(?<!\s)\$(?!\d))"
    r"|(?P<escape>\\[%&#_$])"
    r"|(?P<accent>\\[\"'`^~=.](?:[A-Za-z]|\{\\?[A-Za-z]\})|\\[uvHckbdr]\{\\?[A-Za-z]\})"
    rf"|(?P<style>\\(?:{_STYLES})(?=\{{))"
    rf"|(?P<switch>\{{\\(?:{_SWITCHES})(?![A-Za-z]))"
    r"|(?P<macro>\\[A-Za-z]+)"
    r"|(?P<entry>(?<![^\n])@)"
    r"|(?P<sign>.)",
    re.DOTALL,
)
_UNESCAPED = re.compile(r"((?:^|[^\\])(?:\\\\)*)([%#&])")


def tex(text: str) -> str:
    r"""Return TeX that shows a text.

    A bibliography is typeset, so mathematics between `$`, accents, escaped signs (`\\%`) and macros that style an
    argument (`\\textbf{X}`) stay, except mathematics with a macro that reads, writes or runs something (`\\input`,
    `\\write18`) or makes such a one. All other text is escaped (`{scriptsize X}` as `\\{scriptsize X\\}`). Braces always
    pair in the result, because BibTeX counts them whether escaped or not: in a text whose braces do not pair every
    one is named (`\\lbrace{}`). Dashes (`--`) and quotes (``` `` ```) are left to TeX.
    """
    if _SPECIAL.isdisjoint(text):
        return text
    if not _braces_pair(text):
        return text.translate(_ESCAPE_UNPAIRED).replace("\n@", "\n{@}")
    return "".join(_pieces(text))


def _pieces(text: str) -> Iterator[str]:
    open_groups: list[bool] = []  # for each open brace, whether it is TeX
    previous = ""
    for token in _TOKEN.finditer(text):
        kind, raw = token.lastgroup or "", token[0]
        # In \emph\textbf{X} the first macro shows as text, and would become one word with the second's argument.
        if previous == "macro" and kind in ("accent", "style", "switch"):
            kind = "macro"
        if raw in "{}":
            if raw == "{":
                open_groups.append(previous == "style")
            is_tex = open_groups[-1] if raw == "{" else bool(open_groups) and open_groups.pop()
            yield raw if is_tex else f"\\{raw}"
        elif kind == "math" and is_unsafe(raw):
            yield raw.translate(_ESCAPE)
        elif kind == "math":
            yield _UNESCAPED.sub(r"\1\\\2", raw)
        elif kind == "entry":  # a parser would see the beginning of another entry
            yield "{@}"
        elif kind in ("sign", "macro"):
            open_groups += [False] * (raw[0] == "{")
            yield raw.translate(_ESCAPE)
        else:
            open_groups += [True] * (kind == "switch")
            yield raw
        previous = kind


def _braces_pair(text: str) -> bool:
    """Return whether the braces pair, as BibTeX counts them."""
    depths = list(accumulate((sign == "{") - (sign == "}") for sign in text))
    return min(depths) >= 0 and depths[-1] == 0
