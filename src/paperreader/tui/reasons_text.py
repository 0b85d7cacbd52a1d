"""Why a paper is recommended, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.content import Content

from paperreader.errors import PaperReaderError
from paperreader.session import Session
from paperreader.text import count_of
from paperreader.tui.glyphs import truncate
from paperreader.tui.readable_tex import readable

if TYPE_CHECKING:
    from paperreader.recommend import Recommender

_LABEL_CELLS = 9
_LITTLE = 0.05  # of the typical strength of a paper that teaches
_NO_WORD = "no rare word of it"
_EXPLORED = {
    "newest": "for exploration, one in five: it is among the newest",
    "unlike": "for exploration, one in five: it has least in common with the papers you marked",
}


def reasons_text(session: Session, row: int, width: int, ellipsis: str) -> Content:
    """Return why the paper of a row is recommended, as far as something was learned and says anything about it.

    Each line is at most `width` cells wide.
    """
    lines = _lines(session, row)
    return Content("\n").join(
        Content.assemble((f" {label:{_LABEL_CELLS}}  ", "$muted"), truncate(text, width - _LABEL_CELLS - 3, ellipsis))
        for label, text in lines
    )


def _lines(session: Session, row: int) -> Iterator[tuple[str, str]]:
    """Yield lines, each as a label and a text."""
    recommender = session.view.recommender or session.recommending.recommender
    if recommender is None:
        yield "why", "nothing is recommended yet: star three papers to teach it"
        return
    score = recommender.score(row) if row >= 0 else None
    if score is None:
        yield "why", "its words are not counted yet" if row >= 0 else "it is in no open dump: its title teaches"
        return
    if row in recommender.labels.wanted:
        yield "here", "it is one of the papers that teach"
    if row in session.view.explored:
        yield "here", _EXPLORED[session.view.explored[row]]
    try:
        words_for, words_against = recommender.reasons(row)
    except PaperReaderError as error:
        yield "words", f"cannot be read: {error.summary}"
    else:
        yield "for", ", ".join(words_for) or _NO_WORD
        yield "against", ", ".join(words_against) or _NO_WORD
    for number, title in enumerate(recommender.nearest(row) if recommender.strength(row) > _LITTLE else ()):
        yield "" if number else "most like", readable(title)
    yield (
        "score",
        f"{round(score, 2) + 0.0:.2f}; an average paper has 0, those that teach {recommender.typical_score:.2f}",
    )
    yield "taught by", _teachers(session, recommender)
    if session.recommending.trouble:
        yield "but", f"{session.recommending.trouble}; there only titles are known"


def _teachers(session: Session, recommender: Recommender) -> str:
    """Return the number of papers that teach, and how many of them do so by their titles."""
    labels, like = recommender.labels, session.recommending.like
    wanted = len(labels.wanted) + len(labels.wanted_titles)
    parts = [f"{count_of(wanted, 'paper')} with {', '.join(like)}" if like else count_of(wanted, "starred paper")]
    if labels.wanted_titles:
        parts.append(f"{len(labels.wanted_titles)} of them in no open dump, by title")
    if labels.read:
        parts.append(f"against {len(labels.read)} read without a star")
    return ", ".join(parts)
