"""Subject codes of arXiv, separated from the classes of the MSC and ACM that stand among them."""

from __future__ import annotations

import re
from collections.abc import Iterable

_CODE = (
    r"(?:astro-ph|cond-mat|cs|econ|eess|gr-qc|hep-(?:ex|lat|ph|th)|math|math-ph|nlin|nucl-(?:ex|th)|physics|q-bio|q-fin"
    r"|quant-ph|stat|alg-geom|chao-dyn|cmp-lg|dg-ga|funct-an|patt-sol|q-alg|solv-int)(?:\.[A-Za-z-]{2,12})?"
)
_SUBJECT = re.compile(_CODE)
_IN_PARENTHESES = re.compile(rf"\(({_CODE})\)")


def split_subjects(terms: Iterable[str], primary: str = "") -> tuple[list[str], list[str]]:
    """Return the subject codes such as `cs.CL` and `hep-th`, the primary one first, and all other terms.

    Args:
        terms: in the order of the dump.
        primary: "" when it is the first.
    """
    subjects = [primary] if primary else []
    others: list[str] = []
    for term in terms:
        (subjects if _SUBJECT.fullmatch(term.strip()) else others).append(term.strip())
    return subjects, others


def subjects_in(text: str) -> list[str]:
    """Return the codes of `Combinatorics (math.CO); Computational Geometry (cs.CG)`."""
    return _IN_PARENTHESES.findall(text)
