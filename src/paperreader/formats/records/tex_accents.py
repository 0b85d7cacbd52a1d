r"""Text with TeX markup, as bibliographies and arXiv have it, made into plain text.

Accents in every spelling (`{\"o}`, `\"{o}`, `\"o`, `\v{r}`, `\o{}`) become letters, escaped signs (`\&`) themselves,
`~` a blank, `--` a dash. Braces and macros that style their argument are taken off. Mathematics between `$` stays as it
is, and so does a macro that is not known. Each sign is looked at once, so that the time is linear in the length.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_COMBINING = dict(zip("\"'`^~=.uvHckbdr", map(chr, (
    0x308, 0x301, 0x300, 0x302, 0x303, 0x304, 0x307, 0x306, 0x30C, 0x30B, 0x327, 0x328, 0x331, 0x323, 0x30A,
)), strict=True))  # fmt: skip
_LETTERS = {
    "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ss": "ß", "SS": "ẞ", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å",
    "AA": "Å", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ",
}  # fmt: skip
_SIGNS = {
    "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^", "textunderscore": "_", "textbar": "|",
    "textless": "<", "textgreater": ">", "lbrace": "{", "rbrace": "}", "textbraceleft": "{", "textbraceright": "}",
    "textdollar": "$", "textquotesingle": "'", "textquotedbl": '"', "textasciigrave": "`", "slash": "/",
    "textendash": "–", "textemdash": "—", "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“",
    "textquotedblright": "”", "quotedblbase": "„", "quotesinglbase": "‚", "guillemotleft": "«", "guillemotright": "»",
    "guilsinglleft": "‹", "guilsinglright": "›", "ldots": "…", "dots": "…", "textellipsis": "…", "S": "§", "P": "¶",
    "dag": "†", "ddag": "‡", "copyright": "©", "textcopyright": "©", "textregistered": "®", "texttrademark": "™",
    "pounds": "£", "textsterling": "£", "texteuro": "€", "euro": "€", "textyen": "¥", "textcent": "¢",
    "textdegree": "°", "degree": "°", "textperiodcentered": "·", "textbullet": "•", "textmu": "µ", "textpm": "±",
    "texttimes": "×", "textdiv": "÷", "textexclamdown": "¡", "textquestiondown": "¿", "textonehalf": "½",
    "textordfeminine": "ª", "textordmasculine": "º", "textsection": "§", "nobreakspace": " ", "space": " ",
    "emdash": "—", "endash": "–", "Dash": "—", "reg": "®", "registered": "®", "nopunct": "", "isdot": "", "adddot": ".",
    "addspace": " ", "hyphen": "-", "quad": " ", "qquad": " ", "newline": " ", "par": " ", "TeX": "TeX", "LaTeX": "LaTeX", "LaTeXe": "LaTeX2ε",
    "BibTeX": "BibTeX", "XeTeX": "XeTeX", "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε",
    "lambda": "λ", "mu": "μ", "pi": "π", "sigma": "σ", "omega": "ω", "times": "×", "sim": "∼",
}  # fmt: skip
_NAMED = _LETTERS | _SIGNS
_LOGO = re.compile(r"[a-z]{0,3}[A-Z][A-Za-z]*[A-Z]")
_SWITCHES = frozenset((
    "bf", "it", "rm", "sc", "tt", "sf", "em", "sl", "bfseries", "itshape", "scshape", "tiny", "small", "large", "protect",
    "relax", "noopsort", "normalfont", "selectlanguage", "unhbox", "voidb@x",
))  # fmt: skip
_SPACING = {" ": " ", ",": " ", ";": " ", ":": " ", "\n": " ", "\\": " ", "-": "", "/": "", "!": "", "@": "", "(": "\\(",
            ")": "\\)", "[": "\\[", "]": "\\]"}  # fmt: skip

_GROUP = r"\{(?:[^{}$]|\{[^{}$]{0,12}\}){0,16}\}"  # the argument of an accent: `{o}`, `{\i}`, `{\^{e}}`
_TOKEN = re.compile(
    # as in pandoc, a $ opens mathematics only before a sign, and closes it only behind one and not before a digit
    r"(?P<math>\$\$[^$]+\$\$|\$(?![\s$])(?:\\[^{}]|[^\\${}]|\{(?:[^{}$]|\{(?:[^{}$]|\{[^{}$]*+\})*+\})*+\})+?(?<!\s)\$(?!\d))"
    rf"|\\(?P<accent>[\"'`^~=.]\s*|[uvHckbdrt](?:(?=\{{)|\s+(?=\\?[A-Za-z])))(?P<argument>{_GROUP}|\\[A-Za-z]{{1,2}}(?![A-Za-z])\s*|[^\W\d_])?"
    r"|\\href\s*\{[^{}]*\}"
    r"|\\(?P<name>[A-Za-z]+)\*?(?P<end>\{\}|\s+|(?=\{))?"
    r"|\\(?P<sign>.)"
    r"|(?P<dash>---?)|(?P<quotes>``|'')|(?P<tie>~)|[{}]",
    re.DOTALL,
)
_TEX = re.compile(r"[\\{}~]|--|``|''")
_TYPESET = {"--": "–", "---": "—", "``": "“", "''": "”"}


def decode_tex(text: str) -> str:
    r"""Return text without TeX markup; mathematics between `$` and macros that are not known stay.

    Line ends stay too, so that paragraphs of an abstract do.
    """
    return _TOKEN.sub(_decoded, text) if _TEX.search(text) else text


def _decoded(token: re.Match[str]) -> str:
    kind = token.lastgroup
    if kind in ("accent", "argument"):
        return _accented(token["accent"].strip(), token["argument"] or "")
    if kind in ("name", "end"):
        return _named(token)
    if kind == "sign":
        return _SPACING.get(token["sign"], token["sign"])
    if kind == "math":
        return token[0]
    return " " if kind == "tie" else _TYPESET.get(token[0], "")


def _named(token: re.Match[str]) -> str:
    r"""Return what a macro stands for; of a macro with an argument the argument stays, of an unknown one all.

    Capitals name a program or a club that a bibliography has a macro for (`\METAFONT`, `\AmS`): they stay without the sign.
    """
    name, end = token["name"], token["end"]
    if name in _NAMED:
        return _NAMED[name]
    if name in _SWITCHES or end == "":
        return ""
    return (token[0] if end != "{}" else token[0][:-2]).removeprefix("\\" if _LOGO.match(name) else "")


@lru_cache(maxsize=1024)
def _accented(accent: str, argument: str) -> str:
    r"""Return the letter with an accent, of `"` and `{o}`; the sign alone where there is no letter.

    The pattern of an argument bounds its braces, so that accents on accents (`\'{\^{e}}`) end.
    """
    inner = argument[1:-1].strip() if argument.startswith("{") else argument.rstrip()
    if "\\" in inner:
        inner = _TOKEN.sub(_decoded, inner).lstrip("\\")
    inner = inner.replace("{", "").replace("}", "")
    if accent == "t":
        return inner  # a tie over two letters
    if not inner:
        return accent if accent in "^~" or not (argument or accent.isalpha()) else ""  # `\^{}` is how `^` is written
    base = {"ı": "i", "ȷ": "j"}.get(inner[0], inner[0])
    return unicodedata.normalize("NFC", base + _COMBINING[accent]) + inner[1:]
