"""Actions on named queries: saving the query shown, and forgetting a saved one."""

from __future__ import annotations

from collections.abc import Callable

from paperreader.config.saved_settings import SavedSettings
from paperreader.errors import Notice
from paperreader.session import Session
from paperreader.session.naming import forget_query, save_query
from paperreader.tui.reader_protocol import Reader


def _naming(change: Callable[[Session, SavedSettings, str], Notice]) -> Callable[[Reader, str], None]:
    def act_on(reader: Reader, name: str) -> None:
        notice = change(reader.session, reader.saved_settings, name)
        reader.refresh_commands()
        reader.searching.refresh_facets()
        reader.show_status(notice)

    return act_on


QUERY_ACTIONS = {"search.save": _naming(save_query), "search.forget": _naming(forget_query)}
