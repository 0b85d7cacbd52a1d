r"""Macros of TeX that must not be typeset from a dump: they read, write or run something, or make such macros.

Names are judged by words in them (`\openout`, `\InputIfFileExists`) and as wholes (`\let`). Environments are allowed by
name, since `\begin{input}` is `\input`. A sign by its number (`^^5c`) may be a backslash.
"""

from __future__ import annotations

import re

_WORDS = (
    "input include write read open close file lua shell exec special import graphics resource listing verbatim"
    " code csname nameuse scantokens command environment declare expand futurelet package documentclass"
)
_WHOLE = (
    "let def edef gdef xdef long global protected font loop repeat begingroup output shipout dump immediate"
    " uppercase lowercase toks aux message errmessage typeout batchmode nonstopmode scrollmode errorstopmode"
    " bibliography addbibresource index label url href active endinput"
)
_STARTS = "pdf every after show tracing makeat"
_ENVIRONMENTS = (
    "matrix pmatrix bmatrix Bmatrix vmatrix Vmatrix smallmatrix cases dcases array subarray align aligned alignat"
    " alignedat split gather gathered multline equation eqnarray math displaymath"
)


def _any_of(words: str) -> str:
    return f"(?:{'|'.join(words.split())})"


_UNSAFE = re.compile(
    rf"\\[A-Za-z@]*(?i:{_any_of(_WORDS)})"
    rf"|\\{_any_of(_WHOLE)}(?![A-Za-z])"
    rf"|\\{_any_of(_STARTS)}"
    rf"|\\(?:begin|end)(?![A-Za-z])(?!\{{{_any_of(_ENVIRONMENTS)}\*?\}})"
    r"|\^\^"
)


def is_unsafe(mathematics: str) -> bool:
    """Return whether mathematics has a macro that is not to be typeset."""
    return _UNSAFE.search(mathematics) is not None
