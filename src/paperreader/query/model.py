"""A query as a value: its terms, how they are written, and how a query changes by one of them."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

WORD = "word"
PHRASE = "phrase"
LIKE = "like"
NAMED = "@"
READING = ("abstract", "text")
"""The fields for which abstracts are read."""


@dataclass(frozen=True, slots=True)
class Term:
    """One part of a query: a word, a phrase, or a field with the values of which one must hold.

    `meaning` is what the name of a named query (`@todo`) stands for.
    """

    field: str
    values: tuple[str, ...]
    negated: bool = False
    meaning: Query | None = dataclasses.field(default=None, compare=False, repr=False)

    def __str__(self) -> str:
        sign = "-" if self.negated else ""
        if self.field == WORD:
            return sign + self.values[0]
        if self.field == PHRASE:
            return f'{sign}"{self.values[0]}"'
        if self.field == NAMED:
            return f"{sign}@{self.values[0]}"
        return f"{sign}{self.field}:{','.join(map(quoted, self.values))}"


@dataclass(frozen=True, slots=True)
class Query:
    """Terms that must all hold. `notes` say what could not be understood, a line each."""

    terms: tuple[Term, ...] = ()
    notes: tuple[str, ...] = dataclasses.field(default=(), compare=False)

    def __str__(self) -> str:
        return " ".join(map(str, self.terms))

    @property
    def expanded_terms(self) -> tuple[Term, ...]:
        """The terms, with those of a named query in the place of its name, unless they are not to hold."""
        if not any([term.meaning for term in self.terms]):
            return self.terms
        return tuple(_flat(self.terms, set()))

    @property
    def words(self) -> str:
        """The words to be searched for in titles."""
        return " ".join(term.values[0] for term in self.expanded_terms if term.field == WORD and not term.negated)

    @property
    def has_words(self) -> bool:
        """Whether titles are to be searched."""
        return any(term.field == WORD and not term.negated for term in self.expanded_terms)

    @property
    def like(self) -> str | None:
        """The key of the paper that others are to be like; None when none is given."""
        for term in self.expanded_terms:
            if term.field == LIKE and not term.negated and len(term.values) == 1:
                return term.values[0]
        return None

    @property
    def is_ranked(self) -> bool:
        """Whether the papers come in an order of relevance."""
        return self.has_words or self.like is not None

    def is_ranked_by(self, term: Term) -> bool:
        """Whether a term is what the papers are ranked by, and needs no other test."""
        if term.negated:
            return False
        return term.field == WORD or (not self.has_words and (term.field, term.values) == (LIKE, (self.like,)))

    @property
    def view(self) -> str:
        """What alone the query shows: "unread", "read" or "starred"; else "all"."""
        for term in self.expanded_terms:
            if term.field == "is" and not term.negated and len(term.values) == 1:
                return term.values[0]
        return "all"

    @property
    def needs_title_index(self) -> bool:
        """Whether the index of titles is needed: words, phrases or a title to be like, wanted or not."""
        return self._asks((WORD, PHRASE, LIKE))

    @property
    def reads_abstracts(self) -> bool:
        """Whether abstracts are to be read, which takes long."""
        return self._asks(READING)

    def _asks(self, fields: tuple[str, ...]) -> bool:
        return any([term.field in fields for term in _flat(self.terms, set(), excluded=True)])

    @property
    def passages(self) -> tuple[Term, ...]:
        """The terms whose words are to stand in the abstract (or title, as `text:`)."""
        return tuple(term for term in self.expanded_terms if term.field in READING and not term.negated)

    def with_prefixes(self) -> Query:
        """The query with words of abstracts that need only begin so (`surrog*`)."""
        return Query(tuple(_with_prefix(term) if term.field in READING else term for term in self.terms))

    def in_abstracts(self) -> Query:
        """The query with its words and phrases looked for in abstracts, not titles."""
        return Query(
            tuple(
                replace(term, field="abstract", values=(term.values[0].replace('"', " ").strip(),))
                if term.field in (WORD, PHRASE) and not term.negated
                else term
                for term in (self.expanded_terms if any([_names_words(term) for term in self.terms]) else self.terms)
            )
        )

    def without(self, name: str) -> Query:
        """The query without the terms of a field (`WORD` and `PHRASE` are fields here)."""
        return Query(tuple(term for term in self.terms if term.field != name))

    def without_words(self) -> Query:
        """The query without words and phrases."""
        return self.without(WORD).without(PHRASE)

    def with_like(self, key: str) -> Query:
        """The query with what papers are ranked by replaced by a paper that they are to be like."""
        return Query((*self.without_words().without(LIKE).terms, Term(LIKE, (key,))))

    def without_last_layer(self) -> Query:
        """The query without its outermost layer: its words and phrases, else its last term."""
        rest = self.without_words()
        return rest if rest.terms != self.terms else Query(self.terms[:-1])

    def with_view(self, view: str) -> Query:
        """The query with its `is:` term replaced: "all", "unread" or "starred"; the rest is kept."""
        rest = self.without("is").terms
        return Query(rest if view == "all" else (Term("is", (view,)), *rest))

    def with_value_toggled(self, name: str, value: str, *, negated: bool = False) -> Query:
        """The query with a field's value put in, or taken out when it is there.

        Values of one field are alternatives. A field that knows one value only (`is`) has it replaced.
        """
        same = next((term for term in self.terms if term.field == name and term.negated == negated), None)
        rest = tuple(term for term in self.terms if term is not same)
        opposite = Term(name, (value,), not negated)
        rest = tuple(term for term in rest if term != opposite)
        if same is None:
            return Query((*rest, Term(name, (value,), negated)))
        if value in same.values:
            left = tuple(other for other in same.values if other != value)
        else:
            left = (value,) if name == "is" else (*same.values, value)
        place = self.terms.index(same)
        kept = (replace(same, values=left),) if left else ()
        return Query((*rest[:place], *kept, *rest[place:]))

    def with_term_toggled(self, term: Term) -> Query:
        """The query with a term put in, or taken out when it is there; its opposite goes in any case."""
        opposite = replace(term, negated=not term.negated)
        rest = tuple(other for other in self.terms if other not in (term, opposite))
        return Query(rest if term in self.terms else (*rest, term))

    def value_state(self, name: str, value: str) -> bool | None:
        """True when the query asks for a field's value, False when it excludes it, else None."""
        for term in self.terms:
            if term.field == name and value in term.values:
                return not term.negated
        return None


def _names_words(term: Term) -> bool:
    """Whether a term is the name of a query that has words."""
    return term.meaning is not None and not term.negated and term.meaning.has_words


def _flat(terms: tuple[Term, ...], named: set[tuple[str, ...]], *, excluded: bool = False) -> Iterator[Term]:
    """Terms with what named queries stand for, each name once; with `excluded` those that are not to hold, too."""
    for term in terms:
        if term.meaning is None or (term.negated and not excluded):
            yield term
        elif term.values not in named:
            named.add(term.values)
            yield from _flat(term.meaning.terms, named, excluded=excluded)


def _with_prefix(term: Term) -> Term:
    return replace(term, values=tuple(f"{value.rstrip('*')}*" for value in term.values))


def quoted(value: str) -> str:
    """A value as it is written after a field: in quotes when it must be."""
    return f'"{value}"' if re.search(r"[\s,|]", value) else value
