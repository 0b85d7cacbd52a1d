"""Records made into entries."""

from __future__ import annotations

from paperreader.errors import Problem
from paperreader.formats import Batch, Entry
from paperreader.formats.records import Item, NotRead, Record, read_records
from paperreader.source import Source


def batch_of(*items: Item) -> Batch:
    """The one batch of a few items."""
    (batch,) = read_records(Source("a.bib"), items)
    return batch


def entry_of(record: Record) -> Entry:
    """The entry of a record."""
    return batch_of(record).entries[0]


def test_a_record_becomes_an_entry_in_one_spelling() -> None:
    entry = entry_of(
        Record(
            7,
            " A <i>Title</i> &amp; More\n of It ",
            abstract="<p>See https://github.com/x/y.</p>",
            authors=("Hinton, Geoffrey", "Y. LeCun"),
            date="2019 Mar",
            venue="J. of  Things",
            categories=("cs.CL", "cs.AI", "cs.CL"),
            ids=("https://doi.org/10.1000/ABC.", "arXiv:2402.15570v2", "PMID: 123", "openreview:Ab_c"),
            links=("https://arxiv.org/abs/2402.15570v2", "javascript:alert(1)", "file:///etc/passwd"),
            pdf="https://arxiv.org/pdf/2402.15570",
            organization=("adobe", "Adobe"),
            upvotes=3,
            comments=-1,
        )
    )
    assert entry.title == "A Title & More of It"
    assert entry.abstract is not None
    assert entry.abstract.text() == "See https://github.com/x/y."
    assert (entry.line, entry.authors, entry.authors_count) == (7, ("Geoffrey Hinton", "Y. LeCun"), 2)
    assert (entry.day, entry.venue, entry.categories) == (20190300, "J. of Things", ("cs.CL", "cs.AI"))
    assert (entry.arxiv_id, entry.doi) == ("2402.15570", "10.1000/abc")
    assert entry.ids == ("pmid:123", "openreview:Ab_c")
    assert entry.links == ("https://arxiv.org/abs/2402.15570v2",)
    assert (entry.organization, entry.upvotes, entry.comments) == (("adobe", "Adobe"), 3, None)
    assert entry.has_code
    assert entry.has_links


def test_a_record_without_a_title_is_counted_and_reported() -> None:
    batch = batch_of(Record(1, "A title"), Record(5, " <b></b> "), NotRead(9, "deleted records"))
    assert batch.counts == {"papers": 1, "records without a title": 1, "deleted records": 1}
    assert batch.problems == [Problem("a.bib", 5, "a record without a title was skipped")]


def test_fields_that_are_not_read_are_counted_with_the_first_example() -> None:
    batch = batch_of(Record(1, "One", unread=[("isbn", "978")]), Record(2, "Two", unread=[("isbn", "979")]))
    assert batch.unread["isbn"] == (2, 1, "978")


def test_the_first_papers_of_many_come_in_a_small_batch() -> None:
    batches = read_records(Source("a.bib"), (Record(line, f"Title number {line}") for line in range(3000)))
    sizes = [len(batch.entries) for batch in batches]
    assert sum(sizes) == 3000
    assert sizes[0] < 100
    assert max(sizes) >= 1000


def test_the_number_of_authors_is_not_known_when_more_are_not_named() -> None:
    (some,) = batch_of(Record(1, "A title", authors=["A. Ada", "et al."])).entries
    assert (some.authors, some.authors_count) == (("A. Ada",), None)


def test_an_arxiv_id_that_stands_only_in_the_venue_is_found() -> None:
    """Google Scholar says it nowhere else, in RIS, EndNote and CSV."""
    entry = entry_of(Record(1, "On Engines", venue="arXiv preprint arXiv:2101.01234"))
    assert (entry.arxiv_id, entry.venue) == ("2101.01234", "arXiv preprint arXiv:2101.01234")
