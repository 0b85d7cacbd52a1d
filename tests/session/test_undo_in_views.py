"""Marking, undoing and changing views in any order, against a plain model of the list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

from paperreader.config import Settings
from paperreader.errors import Notice
from paperreader.marks import READ, STARRED, MarkStore
from paperreader.session import Session
from tests.libraries import change, library
from tests.session.five_papers import BETA, DELTA, GAMMA, PAPERS, TITLES, switch_view, text

GONE = "A Starred Paper of a Dump Not Open"
KEYS = ("A", "2", "u", "ctrl+r", "1", "s", "3")
VIEWS = {"1": "all", "2": "unread", "3": "starred"}
Marks = dict[str, set[str]]
"""The titles with a mark, by its name."""


class Unsaved(MarkStore):
    """Marks that are never written to their file."""

    def save(self, marks: int = 1) -> None:
        """Keep the marks in memory."""


@dataclass
class Step:
    """A step of undo: the mark, the papers, whether it was set, and the paper under the cursor."""

    name: str
    papers: list[str]
    on: bool
    place: str


@dataclass
class Model:
    """The list, its cursor and the marks, as a user understands them."""

    marks: Marks
    view: str = "all"
    rows: list[str] = field(default_factory=list)
    current: str = ""
    done: list[Step] = field(default_factory=list)
    undone: list[Step] = field(default_factory=list)
    told: str = ""

    def press(self, key: str) -> None:
        self.told = ""
        if key in VIEWS:
            self.view = VIEWS[key]
            self.choose_rows()
        elif key == "A":
            self.mark(READ, [paper for paper in self.rows if paper not in self.marks[READ]], on=True)
        elif key == "s" and self.current:
            self.mark(STARRED, [self.current], on=self.current not in self.marks[STARRED])
        elif key == "u" and self.done:
            self.undone.append(self.done.pop())
            self.replay(self.undone[-1], on=not self.undone[-1].on)
        elif key == "ctrl+r" and self.undone:
            self.done.append(self.undone.pop())
            self.replay(self.done[-1], on=self.done[-1].on)

    def choose_rows(self) -> None:
        """Choose the rows of the view; the cursor keeps its paper, or takes the nearest one, below rather than above."""
        chosen = {"all": list(TITLES), "unread": [paper for paper in TITLES if paper not in self.marks[READ]]}
        chosen["starred"] = [paper for paper in (*TITLES, GONE) if paper in self.marks[STARRED]]
        at = self.rows.index(self.current) if self.current else 0
        near = [*self.rows[at:], *reversed(self.rows[:at])]
        self.rows = chosen[self.view]
        self.current = next((paper for paper in near if paper in self.rows), self.rows[0] if self.rows else "")

    def mark(self, name: str, papers: list[str], *, on: bool) -> None:
        if papers:
            self.done.append(Step(name, papers, on, self.current))
            self.undone.clear()
            self.set_marks(self.done[-1], on=on)

    def set_marks(self, step: Step, *, on: bool) -> None:
        change_marks = self.marks[step.name].update if on else self.marks[step.name].difference_update
        change_marks(step.papers)

    def replay(self, step: Step, *, on: bool) -> None:
        """Set or unset the marks of a step; if it is not shown, choose the rows again. Go to it."""
        self.set_marks(step, on=on)
        if not set(step.papers) <= set(self.rows):
            self.choose_rows()
        self.current = next((paper for paper in (step.place, *step.papers) if paper in self.rows), self.current)
        if set(step.papers).isdisjoint(self.rows):
            self.told = "not shown here"


def press(session: Session, key: str) -> str:
    """As the key does. Returns what is told."""
    marking = session.marking
    changes: dict[str, Callable[[], Notice | None]] = {
        "A": marking.mark_all_read,
        "u": marking.undo,
        "ctrl+r": marking.redo,
        "s": lambda: marking.toggle(STARRED),
    }
    if key in VIEWS:
        switch_view(session, VIEWS[key])
        return ""
    notice = changes[key]()
    if marking.has_hidden_step:
        notice = session.show(session.query_runner.run(session.query))
    return text(notice)


def test_all_short_sequences_of_marks_undo_and_views_show_what_a_plain_model_shows(tmp_path: Path) -> None:
    papers = library(*PAPERS)
    titles = dict(zip(papers.keys, TITLES, strict=True)) | {"a-starred-paper-of-a-dump-not-open": GONE}
    keys = {title: key for key, title in titles.items()}
    first = [
        change(keys[title], name, title=title) for title, name in ((BETA, READ), (DELTA, STARRED), (GONE, STARRED))
    ]
    for sequence in product(*[("A", "2", "s", "3"), *[KEYS] * 3]):  # others do nothing at first
        marks = Unsaved(tmp_path / "state.toml")
        marks.set(first)
        session = Session(papers, marks, Settings())
        session.loaded()
        session.cursor.move_to(2)
        model = Model({READ: {BETA}, STARRED: {DELTA, GONE}}, rows=list(TITLES), current=GAMMA)
        for key in sequence:
            told = press(session, key)
            model.press(key)
            rows = [titles[session.papers.key(row)] for row in session.view.rows]
            assert rows == model.rows, sequence
            assert (rows[session.cursor.position] if rows else "") == model.current, sequence
            for name, expected in model.marks.items():
                found = {
                    title
                    for title, register in zip(keys, marks.registers(titles, name), strict=True)
                    if register and register.on
                }
                assert found == expected, sequence
            assert session.counts.read == len(model.marks[READ] - {GONE}), sequence
            assert session.counts.all_starred == len(model.marks[STARRED]), sequence
            assert ("not shown here" in told) == bool(model.told), (sequence, told)
