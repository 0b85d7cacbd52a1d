"""A query as a value: its terms, how they are written, and queries that differ by one of them."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import NamedTuple

from paperreader.text import normalize_title

WORD = "word"
PHRASE = "phrase"
LIKE = "like"
ID = "id"
NAMED = "@"
GROUP = "("
ABSTRACT = "abstract"
READING = (ABSTRACT, "text")
"""The fields whose tests read abstracts."""


@dataclass(frozen=True, slots=True)
class Term:
    """One part of a query.

    Attributes:
        field: the name of a field, or `WORD`, `PHRASE`, `NAMED`, `GROUP`.
        values: alternatives, one of which must match; words, phrases and names have one.
        negated: whether the papers must not match.
        meaning: the query that a name (`@todo`) stands for.
        alternatives: the queries of a group, `(a OR b)`, one of which must match; a group has no values.
    """

    field: str
    values: tuple[str, ...]
    negated: bool = False
    meaning: Query | None = dataclasses.field(default=None, compare=False, repr=False)
    alternatives: tuple[Query, ...] = ()

    def __str__(self) -> str:
        sign = "-" if self.negated else ""
        if self.field == WORD:
            return sign + self.values[0]
        if self.field == PHRASE:
            return f'{sign}"{self.values[0]}"'
        if self.field == NAMED:
            return f"{sign}@{self.values[0]}"
        if self.field == GROUP:
            return f"{sign}({' OR '.join(map(str, self.alternatives))})"
        return f"{sign}{self.field}:{','.join(map(quoted, self.values))}"

    @property
    def has_words(self) -> bool:
        """Whether words or a phrase are searched, in titles or, as Enter does it, in abstracts."""
        return self.field in (WORD, PHRASE, ABSTRACT) and len(self.values) == 1 and not self.negated


class Mistake(NamedTuple):
    """A part of a query that is not understood, and is searched as words.

    Attributes:
        text: the part as it was typed.
        reason: what is wrong with it.
        near: what may be meant; "" if that is unknown.
    """

    text: str
    reason: str
    near: str = ""

    @property
    def note(self) -> str:
        """One line that says all."""
        near = f"; did you mean {self.near}" if self.near else ""
        return f"{self.reason}{near} — searched as words"

    @property
    def brief(self) -> str:
        """The mistake in a few words, for a line that shows the text too."""
        return f"did you mean {self.near}?" if self.near else self.reason


@dataclass(frozen=True, slots=True)
class Query:
    """Terms that must all match, and what was not understood."""

    terms: tuple[Term, ...] = ()
    mistakes: tuple[Mistake, ...] = dataclasses.field(default=(), compare=False)

    def __str__(self) -> str:
        return " ".join(map(str, self.terms))

    @property
    def notes(self) -> tuple[str, ...]:
        """One line for each mistake."""
        return tuple(mistake.note for mistake in self.mistakes)

    @property
    def expanded_terms(self) -> tuple[Term, ...]:
        """The terms, each name replaced by the terms of its query; negated names stay."""
        if not any([term.meaning for term in self.terms]):
            return self.terms
        return tuple(_expanded(self.terms, set()))

    @property
    def words(self) -> str:
        """The words to search for in titles."""
        return " ".join(term.values[0] for term in self.expanded_terms if term.field == WORD and not term.negated)

    @property
    def written_words(self) -> str:
        """The words and phrases of its own terms, not those of named queries, without quotes."""
        return " ".join(term.values[0].replace('"', "") for term in self.terms if term.has_words)

    @property
    def has_words(self) -> bool:
        """Whether titles are searched for words."""
        return any(term.field == WORD and not term.negated for term in self.expanded_terms)

    @property
    def like(self) -> str | None:
        """The key in `like:`; None without it."""
        return self._only_value(LIKE)

    @property
    def is_ranked(self) -> bool:
        """Whether the papers are ordered by relevance."""
        return self.has_words or self.like is not None

    def is_ranked_by(self, term: Term) -> bool:
        """Return whether the ranking covers a term, so that it needs no test of its own."""
        if term.negated:
            return False
        return term.field == WORD or (not self.has_words and (term.field, term.values) == (LIKE, (self.like,)))

    @property
    def view(self) -> str:
        """The one value of `is:` ("unread", "read", "starred" or "new"), else "all"."""
        return self._only_value("is") or "all"

    @property
    def view_term(self) -> Term | None:
        """The term that chooses a view (`is:unread`); None for all papers."""
        return next((term for term in self.terms if term.field == "is" and not term.negated), None)

    def _only_value(self, name: str) -> str | None:
        """Return the value of the first term of a field that has one value and is not negated."""
        for term in self.expanded_terms:
            if term.field == name and not term.negated and len(term.values) == 1:
                return term.values[0]
        return None

    @property
    def needs_title_index(self) -> bool:
        """Whether any word, phrase or `like:`, negated or not, needs the index of titles."""
        return self._has_field((WORD, PHRASE, LIKE))

    @property
    def reads_abstracts(self) -> bool:
        """Whether abstracts have to be read, which takes long."""
        return self._has_field(READING)

    def _has_field(self, fields: tuple[str, ...]) -> bool:
        return any([term.field in fields for term in _expanded(self.terms, set(), whole=True)])

    @property
    def passages(self) -> tuple[Term, ...]:
        """The terms whose words must occur in the abstract (or in the title, for `text:`)."""
        return tuple(term for term in self.expanded_terms if term.field in READING and not term.negated)

    def with_prefixes(self) -> Query:
        """Return the query with the words for abstracts as prefixes (`surrog*`)."""
        return Query(tuple(_with_prefix(term) if term.field in READING else term for term in self.terms))

    def in_abstracts(self) -> Query:
        """Return the query with its words and phrases searched in abstracts instead of titles.

        Words without a letter or digit, such as `&`, are left out, as the search of titles leaves them out.
        """
        names_words = any(term.meaning and not term.negated and term.meaning.has_words for term in self.terms)
        terms = self.expanded_terms if names_words else self.terms
        is_empty = (term.field in (WORD, PHRASE) and not normalize_title(term.values[0]) for term in terms)
        return Query(tuple(_in_abstract(term) for term, empty in zip(terms, is_empty, strict=True) if not empty))

    def without(self, name: str) -> Query:
        """Return the query without the terms of a field, `WORD` and `PHRASE` included."""
        return Query(tuple(term for term in self.terms if term.field != name))

    def without_words(self) -> Query:
        """Return the query without words and phrases."""
        return self.without(WORD).without(PHRASE)

    def with_like(self, key: str) -> Query:
        """Return the query with words, phrases and `like:` replaced by `like:` another key."""
        return Query((*self.without_words().without(LIKE).terms, Term(LIKE, (key,))))

    def without_last_layer(self) -> Query:
        """Return the query without its words and phrases; without its last term if it has none."""
        rest = self.without_words()
        return rest if rest.terms != self.terms else Query(self.terms[:-1])

    def with_view(self, view: str) -> Query:
        """Return the query with its `is:` term replaced: "all", "unread" or "starred"."""
        rest = self.without("is").terms
        return Query(rest if view == "all" else (Term("is", (view,)), *rest))

    def with_value_toggled(self, name: str, value: str, *, negated: bool = False) -> Query:
        """Return the query with a value of a field added, or removed if it is there.

        Values of one field are alternatives; that of `is` is replaced.
        """
        opposite = Term(name, (value,), not negated)
        terms = tuple(term for term in self.terms if term != opposite)
        same = next((term for term in terms if (term.field, term.negated) == (name, negated)), None)
        if same is None:
            return Query((*terms, Term(name, (value,), negated)))
        if value in same.values:
            values = tuple(other for other in same.values if other != value)
        else:
            values = (value,) if name == "is" else (*same.values, value)
        changed = replace(same, values=values)
        return Query(tuple(changed if term is same else term for term in terms if values or term is not same))

    def with_term_toggled(self, term: Term) -> Query:
        """Return the query with a term added, or removed if it is there; its opposite is removed."""
        opposite = replace(term, negated=not term.negated)
        rest = tuple(other for other in self.terms if other not in (term, opposite))
        return Query(rest if term in self.terms else (*rest, term))

    def value_state(self, name: str, value: str) -> bool | None:
        """Return True if the query has a value of a field, False if it excludes it, else None."""
        for term in self.terms:
            if term.field == name and value in term.values:
                return not term.negated
        return None


def _expanded(terms: tuple[Term, ...], seen: set[tuple[str, ...]], *, whole: bool = False) -> Iterator[Term]:
    """Yield terms, with the terms of named queries instead of their names, each name once; `seen` are expanded ones.

    With `whole`, negated names are expanded too, and groups.
    """
    for term in terms:
        if whole and term.alternatives:
            for query in term.alternatives:
                yield from _expanded(query.terms, seen, whole=True)
        elif term.meaning is None or (term.negated and not whole):
            yield term
        elif term.values not in seen:
            seen.add(term.values)
            yield from _expanded(term.meaning.terms, seen, whole=whole)


def _in_abstract(term: Term) -> Term:
    if term.field not in (WORD, PHRASE) or term.negated:
        return term
    return replace(term, field=ABSTRACT, values=(term.values[0].replace('"', " ").strip(),))


def _with_prefix(term: Term) -> Term:
    return replace(term, values=tuple(f"{value.rstrip('*')}*" for value in term.values))


def quoted(value: str) -> str:
    """Return a value as it is written after a field, in quotes if it needs them."""
    return f'"{value}"' if re.search(r"[\s,|]", value) or not parentheses_pair(value) else value


def parentheses_pair(value: str) -> bool:
    """Return whether a text can stand in a group, whose end is its own closing parenthesis."""
    depths = list(accumulate((sign == "(") - (sign == ")") for sign in value))
    return not depths or (min(depths) >= 0 and depths[-1] == 0)
