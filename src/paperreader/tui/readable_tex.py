"""LaTeX in titles and abstracts as people read it: `$x_1$-VAE` is x₁-VAE. Prose stays as it is.

pylatexenc turns macros into Unicode. It is imported when the first text with LaTeX is shown, or before by `preload`.
"""

from __future__ import annotations

import logging
import re
from functools import cache, lru_cache
from typing import Any

from paperreader.text import sanitize

_MOST = 300  # characters of a formula
_RAISED = "0123456789+-=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVW"
_RAISED_SIGNS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ"
_LOWERED = "0123456789+-=()aehijklmnoprstuvx"
_LOWERED_SIGNS = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ"
_SCRIPTS = {"^": str.maketrans(_RAISED, _RAISED_SIGNS), "_": str.maketrans(_LOWERED, _LOWERED_SIGNS)}
_STYLES = "textbf|textit|textsc|texttt|textrm|emph|mathbf|mathit|mathrm|mathcal|mathbb|underline"
_SIZES = "tiny|scriptsize|footnotesize|small|large|Large|bf|it|em|sc|rm|tt|sf"
_LEFT = ("\\cite", "\\url", "\\href", "\\ref", "\\label", "\\footnote", "http")  # their text says nothing without them
_ACCENT = r"\\[\"'`^~=.](?:\{\\?[A-Za-z]\}|\\?[A-Za-z])"


class _UnknownMacroError(Exception):
    """The text of a macro is unknown: the piece is left as it is."""


@cache
def _piece() -> re.Pattern[str]:
    """Return the pattern of pieces of LaTeX in prose, compiled for the first text that may have one.

    A `$` of money is none: a formula begins with no blank and ends with none, and no digit follows it.
    """
    return re.compile(
        r"https?://\S+"
        rf"|\$\$?(?:(?![\s$])[^$\n]{{1,{_MOST}}}(?<!\s)|\\[^$\n]{{1,{_MOST}}})\$\$?(?!\d)"
        rf"|\\\([^\n]{{1,{_MOST}}}?\\\)"
        rf"|\{{\\?(?:{_SIZES})\s[^{{}}\n]{{1,{_MOST}}}\}}"
        rf"|{_ACCENT}"
        rf"|\\[%&#_$,;]"
        rf"|\\[A-Za-z]+(?:\{{[^{{}}\n]{{0,{_MOST}}}\}}){{0,2}}(?:[_^](?:\{{[^{{}}\n]{{1,20}}\}}|[A-Za-z0-9]))?"
        rf"|(?<=[\w)])[_^]\{{[^{{}}\n]{{1,20}}\}}"
        rf"|(?<=[A-Za-z)])\^[0-9]\b"
        rf"|\b(?:{_STYLES})\{{[^{{}}\n]{{1,{_MOST}}}\}}"  # a copy that lost its backslashes
    )


@lru_cache(maxsize=4096)  # titles are drawn with every picture
def readable(text: str) -> str:
    """Return a text with its LaTeX as Unicode; what is not understood stays as it is."""
    if not ("$" in text or "\\" in text or "{" in text or "^" in text):
        return text
    return _piece().sub(_translate, text)


def preload() -> None:
    """Import what the first formula needs."""
    readable("$x$")


def _translate(found: re.Match[str]) -> str:
    piece = found[0]
    if piece.startswith(_LEFT) or _is_money(piece):
        return piece
    if piece in ("\\,", "\\;"):
        return " "
    try:
        text = _converter().latex_to_text(_prepared(piece))
    except Exception:  # noqa: BLE001 - the library raises errors of many kinds for text that is not LaTeX
        return piece
    shown = " ".join(sanitize(text).split())
    return shown if shown and "$" not in shown.strip("$") else piece


def _is_money(piece: str) -> bool:
    """Return whether words stand between two signs of dollars, and nothing of a formula."""
    return piece.startswith("$") and " " in piece and not re.search(r"[\\^_=<>+(|]", piece)


def _prepared(piece: str) -> str:
    """Return a piece as pylatexenc reads it well: style macros with their backslash, no sizes, indices in Unicode."""
    if piece.startswith(tuple(_STYLES.split("|"))):
        return f"\\{piece}"
    plain = re.sub(rf"^\{{\\?(?:{_SIZES})\s+(.*)\}}$", r"\1", piece).replace("\\|", "‖")
    return re.sub(r"(\\[A-Za-z]+)?([_^])(?:\{([^{}\\]{1,20})\}|([A-Za-z0-9+]))", _script, plain)


def _script(found: re.Match[str]) -> str:
    """Write an exponent or an index as raised or lowered signs, if Unicode has them."""
    macro, table, text = found[1], _SCRIPTS[found[2]], found[3] or found[4]
    if not all(ord(sign) in table for sign in text):
        return found[0]
    return f"{macro}{{}}{text.translate(table)}" if macro else text.translate(table)


@cache
def _converter() -> Any:
    """Return pylatexenc's converter; a macro that it does not know raises `_UnknownMacroError`."""
    from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

    logging.getLogger("pylatexenc").setLevel(logging.CRITICAL + 1)  # its doubts are for nobody
    macros = get_default_latex_context_db()
    macros.set_unknown_macro_spec(MacroTextSpec("", simplify_repl=_refuse))
    return LatexNodes2Text(latex_context=macros, math_mode="text", keep_comments=True)


def _refuse(*_: object) -> str:
    raise _UnknownMacroError
