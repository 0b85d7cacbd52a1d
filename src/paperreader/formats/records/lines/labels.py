"""The labels that lists for people put before the fields of a paper: `Authors:`, `Published:`, `TL;DR:`."""

from __future__ import annotations

import re
from functools import lru_cache

from paperreader.formats.records.names import inverted_names, paired_names, split_names
from paperreader.formats.records.raw_record import Record

_NAMES = {
    "title": "title paper-title 标题 题目 题名 论文标题 论文题目",
    "authors": "author authors 作者",
    "abstract": "abstract summary 摘要 英文摘要 原文摘要",
    "short abstract": "tldr tl;dr tl-dr description one-sentence-summary",
    "date": (
        "date published published-date publication-date publish-date published-on submitted submitted-on submission-date"
        " year posted pubtime 发布日期 发布时间 日期"
    ),
    "venue": "venue journal conference journal-ref journal-reference publisher published-in publication proceedings source-文献来源 source-刊名 source-来源",
    "categories": "category categories subject subjects primary-category primary-subject arxiv-category",
    "keywords": "keyword keywords key tag tags 关键词",
    "comment": "comment comments",
    "ids": "doi doi-doi digital-object-identifier arxiv-id arxivid paper-id id pmid",
    "links": "url urls link links paper arxiv page abs html paper-link paper-url arxiv-link arxiv-url source 链接 论文链接 论文 论文下载链接 论文地址",
    "pdf": "pdf pdf-link pdf-url download",
    "code": "code github code-link code-url repo repository 代码",
    "upvotes": "upvotes upvote votes likes",
    "organization": "organization organisation",
}
_FIELDS = {name: field for field, names in _NAMES.items() for name in names.split()}
LABELLED = re.compile(
    r"[\W\d_]{0,12}(?P<label>[^\W\d_][^\W_]*(?:[ ;/-][^\W_]+){0,3})(?:\(s\))?[ \t]?[*_`}]{0,3}[ \t]?[:：][ \t]*[*_]{0,3}[ \t]*(?P<value>.*)",
    re.DOTALL,
)
"""A label, perhaps behind a bullet or emoji, in bold or (NoteExpress) in braces, and what it labels."""
_TRANSLATED = re.compile(r"-[^\x00-\x7f]+$")  # CNKI writes `Title-题名`
_URL = re.compile(r"https?://[^\s<>\"'`|\]]+")
_CHINESE_OTHERS = re.compile(r"[ ,，、]{0,3}等(?:\s{0,2}\d{1,4}\s{0,2}[位名]?(?:作者|人)?|人)?\s*$")
_NAME_PARTS = 2
_PROOF = frozenset(("authors", "abstract", "pdf"))


def field_of(label: str) -> str:
    """Return the field that a label names, "" for none."""
    name = "-".join(label.lower().split())
    return _FIELDS.get(name) or _FIELDS.get(_TRANSLATED.sub("", name), "")


@lru_cache(32)  # a line is asked again and again until it is understood
def labelled(text: str) -> tuple[str, str, str] | None:
    """Return the field, the label as it is spelled and the value of a text such as `**Authors**: A. B.`; None for another.

    The field is "" when the label is not known.
    """
    match = LABELLED.match(text[:120]) if ":" in text[:120] or "：" in text[:120] else None
    return (field_of(match["label"]), match["label"], text[match.start("value") :]) if match else None


def is_proof(field: str, label: str) -> bool:
    """Return whether only papers have such a field: a description may be of anything."""
    return field in _PROOF or (field == "short abstract" and label.lower().startswith("tl"))


def set_field(record: Record, field: str, label: str, value: str) -> None:
    """Give a record what stands behind a label. A field that is there stays; lists are joined.

    Args:
        record: changed in place.
        field: as `labelled` returns it.
        label: as the list spells it.
        value: plain text.
    """
    value = value.strip()
    if not value or value.lower() in ("null", "none", "n/a", "-"):
        return
    if field == "authors":
        record.authors = [*record.authors, *author_names(value, single=label.lower() == "author")]
    elif field == "date" and record.date and value.startswith(record.date):
        record.date = value  # more than its year
    elif field in ("title", "abstract", "date", "venue", "comment", "organization"):
        if not getattr(record, field):
            setattr(record, field, value)
    elif field == "upvotes":
        number = re.match(r"\d{1,9}", value)
        record.upvotes = int(number[0]) if number else None
    elif field == "short abstract":
        record.abstract = record.abstract or value
    elif field in ("categories", "keywords"):
        words = [word.strip(" `[]*#") for word in re.split(r"[,;]|\s{2,}|(?<=\]) (?=\[)|\s(?=#\w)", value)]
        setattr(record, field, [*getattr(record, field), *filter(None, words)])
    else:
        _set_address(record, field, label, value)


def _set_address(record: Record, field: str, label: str, value: str) -> None:
    found = _URL.findall(value)
    if field == "ids":
        record.ids = [*record.ids, f"pmid:{value}" if label.lower() == "pmid" else value]
    elif field == "pdf":
        record.pdf = record.pdf or "".join(found[:1])
    elif field == "code":
        record.code = record.code or "".join(found[:1])
    elif field == "links":
        record.links = [*record.links, *found]
        record.ids = record.ids if found else [*record.ids, value]
    else:
        record.unread = [*record.unread, (label, value)]


def author_names(value: str, *, single: bool = False) -> list[str]:
    """Return the names in a list of authors.

    Args:
        value: names between `;`, or between commas and `and`, also as `Lovelace, A., Babbage, C. J.`; after ` | ` an
            affiliation.
        single: whether one name is likely: `Lovelace, Ada`.
    """
    value = _CHINESE_OTHERS.sub(", et al.", value)
    name, bar, _ = value.partition(" | ")
    if bar or (single and _is_family_first(value)):
        return [name.strip()]
    if names := inverted_names(value) or paired_names(value.strip().rstrip(",").split(",")):
        return names
    return [part for piece in value.split(";") for part in ([piece.strip()] if ";" in value else split_names(piece))]


def _is_family_first(value: str) -> bool:
    """Return whether a text with one comma is `Family, Given`: one side has a single word."""
    parts = value.split(",")
    return len(parts) == _NAME_PARTS and min(len(part.split()) for part in parts) == 1
