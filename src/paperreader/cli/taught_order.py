"""The recommended order on the command line: what teaches it, and the scores and reasons of the papers listed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from paperreader.cli.output import print_message
from paperreader.export.record import ExportRow, export_rows
from paperreader.results.sorting import RECOMMENDED
from paperreader.session import Session

if TYPE_CHECKING:
    from paperreader.results.results import ResultView


def teach(session: Session, like: Sequence[str]) -> None:
    """Learn from the session's marks, for its recommended order; with too few stars papers are listed by date.

    Args:
        session: the papers and marks.
        like: keys of papers and tags that teach in place of stars. The papers themselves are not listed then.

    Raises:
        PaperReaderError: there is no paper with a key or a tag in `like`.
    """
    session.order, recommending = RECOMMENDED, session.recommending
    recommending.like = tuple(like)
    recommending.learn()
    if recommending.trouble:
        print_message(recommending.trouble)
    if recommending.recommender is None:
        print_message("star three papers to teach it; listed by date")
    elif like:
        session.library.hide(recommending.recommender.labels.wanted)


def listed_papers(session: Session, view: ResultView, *, abstracts: bool) -> Iterator[ExportRow]:
    """Yield the papers of a view with the scores by which they are listed, and why any is there for exploration."""
    papers = export_rows(session, view.rows, view.recommender or view.hits, abstracts=abstracts)
    if not view.explored:
        return papers
    return (paper._replace(explored=view.explored.get(row)) for row, paper in zip(view.rows, papers, strict=True))


def explained(session: Session, papers: Iterable[ExportRow]) -> Iterator[ExportRow]:
    """Yield papers with their reasons, which are empty for papers without a score."""
    from paperreader.recommend import NO_REASONS

    for paper in papers:
        recommender = session.recommending.recommender if paper.library is session.library else None
        yield paper._replace(reasons=recommender.reasons(paper.row) if recommender else NO_REASONS)
