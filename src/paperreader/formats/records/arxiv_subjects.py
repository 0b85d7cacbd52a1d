"""Subject codes of arXiv, told from the classes of the MSC and ACM that stand among them."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SUBJECT = re.compile(r"[a-z]+(?:-[a-z]+)?(?:\.[A-Za-z]{2}|\.[a-z]+(?:-[a-z]+)?)?")


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
