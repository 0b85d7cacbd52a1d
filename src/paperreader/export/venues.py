"""Kinds of venues: whether a name is that of a conference or of a journal."""

from __future__ import annotations

import re

_WORDS = re.compile(r"\b(?:proceedings|proc\.|conference|conf\.|workshops?|symposium|congress|meeting)", re.IGNORECASE)
_SHORT_NAMES = re.compile(
    r"\b(?:AAAI|AAMAS|ACCV|ACL|AISTATS|ASPLOS|BMVC|CAV|CCS|CHI|CIKM|COLING|COLM|COLT|CRYPTO|CSCW|CVPR|CoNLL|CoRL|DAC"
    r"|EACL|ECAI|ECCV|ECIR|ECML|EMNLP|EUROCRYPT|EuroSys|FAccT|FOCS|GECCO|HPCA|ICALP|ICASSP|ICCV|ICDE|ICDM|ICIP|ICLR|ICML"
    r"|ICPR|ICRA|ICSE|ICWSM|IJCAI|IJCNLP|INLG|INTERSPEECH|IROS|ISCA|ISIT|ISMIR|ITCS|Interspeech|KDD|LREC|MICCAI|MICRO"
    r"|MLSys|NAACL|NDSS|NIPS|NSDI|NeurIPS|OSDI|PLDI|PODC|PODS|POPL|RSS|RecSys|SIGCOMM|SIGGRAPH|SIGIR|SIGMOD|SODA|SOSP"
    r"|STOC|SemEval|TACAS|UAI|UIST|USENIX|WACV|WMT|WSDM|WWW)(?![A-Za-z])"
)
_JOURNALS = re.compile(
    r"\b(?:journal|transactions|trans\.|PNAS|PVLDB)\b"
    r"|\bproceedings of the (?:national academy|royal society|VLDB|London mathematical|IEEE$)",
    re.IGNORECASE,
)


def is_conference(venue: str) -> bool:
    """Return whether a venue is a conference or a workshop: by a word, or by a short name that is well known."""
    if _JOURNALS.search(venue):
        return False
    return (_WORDS.search(venue) or _SHORT_NAMES.search(venue)) is not None
