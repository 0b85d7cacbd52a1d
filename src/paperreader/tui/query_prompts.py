"""The prompts of the typed line for a query and for a value of the filters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperreader.errors import Notice
from paperreader.query.model import Query, Term
from paperreader.query.unfinished import certain_mistakes, with_group_closed, with_quote_closed, without_unfinished_word
from paperreader.session.query_history import HistoryPlace
from paperreader.tui.hints import Hint
from paperreader.tui.prompt import Prompt
from paperreader.tui.reader_protocol import Reader
from paperreader.tui.status_text import match_counts
from paperreader.tui.tab_completion import TabCompletion

if TYPE_CHECKING:
    from paperreader.query.completion import Completion


_QUOTE = "open quote: searched as if it ended here"
_GROUP = "open group: searched as if it ended here"


class QueryPrompt(Prompt):
    """Searches while a query is typed; Esc restores query, cursor and scroll position.

    It begins with the query shown, selected: typing replaces all of it but the view.
    """

    sign = "/"
    home = "list"
    hints = (
        Hint("enter", "to the list"),
        Hint("tab", "complete"),
        Hint("down", "next hit"),
        Hint("up", "older"),
        Hint("escape", "back"),
    )

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._list_top = reader.list.top
        reader.session.begin_typing()
        query = reader.session.query
        view = query.view_term
        self.text = f"{view} " if view else ""
        rest = Query(tuple(term for term in query.terms if term is not view))
        self.selected = f"{rest} " if rest.terms and not rest.has_words else str(rest)
        self._history = HistoryPlace(reader.session.history.texts)
        self._query = query  # as typed, also while its last word is not searched
        self._searched = query
        self._below = 0  # rows that the cursor was moved below the best match
        self._completion = TabCompletion(reader, self._complete)

    @property
    def counts(self) -> str:
        return match_counts(self._reader.session.view)

    def changed(self, text: str) -> None:
        self._below = 0
        self._completion.reset()
        self._ask(text)

    def _ask(self, text: str) -> None:
        """Search what is typed so far, and show the mistakes that no further letter can make right.

        An open quote or group is closed, and a field whose value is not typed yet narrows nothing.
        """
        session, line = self._reader.session, self._reader.typed_line.bar
        cursor = line.input.cursor_position
        quoted = with_quote_closed(text, cursor)
        closed = with_group_closed(quoted, cursor)
        query = session.parse(closed)
        mistakes = certain_mistakes(query, closed, cursor, session.named_queries)
        line.mark([mistake.text for mistake in mistakes])
        briefs = [mistake.brief for mistake in mistakes] + [_QUOTE] * (quoted != text) + [_GROUP] * (closed != quoted)
        if briefs:
            self._reader.show_status(Notice("warning", " · ".join(dict.fromkeys(briefs))))
        searched = without_unfinished_word(query, closed, cursor, session.named_queries)
        self._query, self._searched = query, query if searched == closed else session.parse(searched)
        self._reader.searching.ask(self._searched, to_best=True)

    def moved(self, steps: int) -> None:
        """Move in the matches; up from the first of them go to older queries, and from there down to newer ones."""
        if steps == -1 and not self._below:
            self._recall(self._history.older(self._reader.typed_line.bar.text))
        elif steps == 1 and not self._history.is_below:
            self._recall(self._history.newer())
        else:
            self._below = max(0, self._below + steps)
            self._reader.session.cursor.move_to(self._reader.session.cursor.position + steps)
            self._reader.refresh_cursor()

    def clicked(self, pane: str, index: int) -> None:
        """Move to a clicked match, or add a clicked value of the filters to the typed query, or remove it.

        A field at the end whose value is not typed yet gives way to the value.
        """
        reader = self._reader
        if pane == "list":
            reader.session.cursor.move_to(index)
            reader.refresh_cursor()
        elif pane == "filters":
            reader.filters.set_cursor(index)
            if (item := reader.filters.current) is not None:
                query = reader.session.with_value_toggled(self._searched, item.field, item.value, negated=False)
                self._recall(f"{query} " if query.terms else "")  # further letters are another word

    def _recall(self, text: str | None) -> None:
        if text is not None:
            self._reader.typed_line.bar.replace(text)
            self.changed(text)

    def completed(self, steps: int) -> None:
        self._completion.press(steps)
        self._ask(self._reader.typed_line.bar.text)

    def _complete(self, line: str, cursor: int) -> Completion:
        from paperreader.query.completion import complete
        from paperreader.results.facets import facet_values

        session = self._reader.session

        def values(field: str) -> list[str]:
            return facet_values(session.library, field, session.marks)

        return complete(line, cursor, values, session.named_queries)

    def accepted(self, text: str) -> None:
        reader = self._reader
        cursor = reader.typed_line.bar.input.cursor_position
        reader.session.history.add(with_group_closed(with_quote_closed(text, cursor), cursor))
        reader.searching.accept(self._query)

    def cancelled(self) -> None:
        self._reader.searching.cancel()
        self._reader.session.cancel_typing()
        self._reader.refresh_all()
        self._reader.list.scroll_to_line(self._list_top)
        self._reader.searching.refresh_facets()


class ValuePrompt(Prompt):
    """Searches the values of the filter pane."""

    sign = "find value: "
    home = "filters"
    hints = (Hint("enter", "to the values"), Hint("escape", "all values"))

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.selected = reader.filters.search_text

    def changed(self, text: str) -> None:
        self._reader.filters.search(text)
        if text and not self._reader.filters.current:
            self._reader.show_status(_no_value(text))

    def moved(self, steps: int) -> None:
        self._reader.filters.move_cursor(steps)

    def clicked(self, pane: str, index: int) -> None:
        """Choose the value that was clicked."""
        if pane == "filters":
            self._reader.filters.set_cursor(index)
            if self._reader.filters.current:
                self._reader.typed_line.close(accepted=True)
                self._reader.run_command("filters.choose")

    def accepted(self, text: str) -> None:
        if not self._reader.filters.current:
            self.changed("")
            self._reader.show_status(_no_value(text))

    def cancelled(self) -> None:
        self.changed("")


def _no_value(text: str) -> Notice:
    """Return what to say of a text that is in no value: of authors and venues the pane lists only the most frequent."""
    author = Term("author", (text,))
    return Notice("warning", f"no value contains {text}; a query finds rarer ones: {author}")
