"""The history of queries: each once, and one step at a time."""

from __future__ import annotations

from paperreader.session.query_history import KEPT, LONGEST, HistoryPlace, QueryHistory


def test_each_query_is_kept_once_the_latest_last() -> None:
    history = QueryHistory()
    history.add("attention")
    history.add_earlier(["graphs", "attention", "sparse"])
    for text in ("attention", "graphs ", " ", "x" * (LONGEST + 1)):
        history.add(text)
    assert history.texts == ["sparse", "attention", "graphs"]
    assert history.added == ["attention", "graphs"]


def test_the_oldest_queries_are_dropped() -> None:
    history = QueryHistory()
    history.add_earlier(f"number {number}" for number in range(KEPT + 5))
    assert history.texts[0] == "number 5"
    assert len(history.texts) == KEPT


def test_older_queries_come_one_by_one_and_the_typed_text_comes_back() -> None:
    place = HistoryPlace(["graphs", "sparse", "attention"])
    assert place.is_below
    assert place.older("attention ") == "sparse"  # the line has the latest already
    assert place.older("sparse") == "graphs"
    assert place.older("graphs") is None
    assert not place.is_below
    assert [place.newer() for _ in range(3)] == ["sparse", "attention", "attention "]
    assert place.is_below
    assert HistoryPlace([]).older("") is None
