"""The query language by examples: the reader's help, `--help` and docs/search.md follow from this table."""

from __future__ import annotations

from typing import NamedTuple


class QueryExample(NamedTuple):
    """Queries of one kind, and what they match."""

    queries: tuple[str, ...]
    matches: str


class GuideSection(NamedTuple):
    """Examples with a title."""

    title: str
    examples: tuple[QueryExample, ...]


_HAS = ("code", "pdf", "link", "abstract", "date", "authors", "org", "venue", "cat", "keywords", "comments")

QUERY_GUIDE = (
    GuideSection(
        "Queries by title",
        (
            QueryExample(("sparse autoencodr",), "in spite of typos"),
            QueryExample(("autoencoder sparse",), "in any order"),
            QueryExample(("interp feat",), "by the beginnings of words"),
            QueryExample(("mechint",), "by abbreviations"),
            QueryExample(
                ("succheadwild", "attnheads"), "by the beginnings of its words in a row, one perhaps abbreviated"
            ),
            QueryExample(("fewshot",), "`few-shot` and `few shot`"),
            QueryExample(("learning c++", "a*"), "with the sign `+`, `#` or `*`, if any title has it; others are near"),
            QueryExample(('"attention heads"',), "this phrase"),
            QueryExample(
                ("like:transcoders-find-interpretable-llm-feature-circuits",),
                "papers whose titles share rare words with the title and abstract of the paper that has this key",
            ),
        ),
    ),
    GuideSection(
        "Queries by abstract",
        (
            QueryExample(("abstract:surrogate",), "this whole word"),
            QueryExample(("abstract:surrog*",), "words with this beginning"),
            QueryExample(('abstract:"attention heads"',), "this phrase"),
            QueryExample(('abstract:"sparse autoenc*"',), "a phrase whose last word has this beginning"),
            QueryExample(("text:surrogate",), "in title or abstract"),
            QueryExample(("text:bayes* text:optim*",), "both, in any place"),
        ),
    ),
    GuideSection(
        "Queries by attributes",
        (
            QueryExample(("is:unread", "is:read", "is:starred"), "by mark"),
            QueryExample(("is:new",), "from dumps, or from text added to dumps, since the reader was last closed"),
            QueryExample(("year:2024", "year:2020..2023", "year:2023.."), "by year"),
            QueryExample(
                ("date:2024-05", "date:2024-05-17", "date:2024-05..", "date:..2023", "date:2024-02..2024-04"),
                "by date",
            ),
            QueryExample(
                ("date:30d..", "date:2w..", "date:6m..", "date:1y.."),
                "at most so many days, weeks, months, years old",
            ),
            QueryExample(("date:..1y",), "at least a year old"),
            QueryExample(
                ("author:hinton", 'author:"g hinton"'),
                "by an author: words of the name in any order, without accents; "
                "an initial stands for a name, and a name for its initial",
            ),
            QueryExample(("authors:6..", "authors:2..4", "authors:1"), "by the number of authors"),
            QueryExample(("venue:icml", "keyword:graph"), "by a venue or keyword: the beginning of a word of it"),
            QueryExample(("cat:cs.CL", "cat:cs"), "by category; `cs` finds all below it"),
            QueryExample(
                ("2402.15570", "10.1000/xyz", "https://arxiv.org/abs/2402.15570"),
                "the paper with this arXiv id, DOI or address; several are joined by `,`",
            ),
            QueryExample(
                ("id:2402.15570", "id:10.1000/xyz", "id:pmid:33283989"), "the same, for identifiers of any kind"
            ),
            QueryExample(("comments:1..", "upvotes:10.."), "by the number of comments or upvotes"),
            QueryExample(("read:7d..", "starred:2025-01.."), "by when you marked it"),
            QueryExample(("tag:todo", "-tag:todo", "has:tag"), "by your tags"),
            QueryExample(
                ("note:gpu", 'note:"one gpu"', "note:compar*", "has:note"),
                "by your notes: a word, a phrase, the beginning of a word",
            ),
            QueryExample(("org:adobe",), "by organization: the beginning of a word of its name"),
            QueryExample(("source:000_af51",), "by dump: a part of its path"),
            QueryExample(
                ("key:sesa-supervised-explicit-semantic-analysis",),
                "the paper with this key (`list --format keys`)",
            ),
            QueryExample(tuple(f"has:{part}" for part in (*_HAS, "arxiv", "doi")), "papers for which this is known"),
        ),
    ),
    GuideSection(
        "Combined queries",
        (
            QueryExample(("year:2024 has:code model",), "all terms"),
            QueryExample(("year:2023,2024", "org:adobe,google", "is:starred,new"), "one of the values"),
            QueryExample(
                ("(org:adobe OR comments:1..) year:2025", "-(has:code OR has:pdf)"),
                "one of several terms of different fields",
            ),
            QueryExample(("-(year:2024 has:code)",), "not all of these terms together"),
            QueryExample(("-is:read", "-org:adobe", "-has:date", "-year:2024,2025"), "not"),
            QueryExample(("interpretable -model", '-"language models"'), "titles without a word, without a phrase"),
            QueryExample(("@todo", "-@todo", "@todo -survey"), "a query that has a name in the settings"),
            QueryExample(
                ("authors:>5", "year:>=2024", "date:<2023", "year:2023|2024"),
                "other notations; those above need no quotes in a shell",
            ),
        ),
    ),
)
"""All kinds of queries; every field and every value of a closed list has an example."""
