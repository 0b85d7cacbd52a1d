"""The paper for which links stand: its addresses, those of its code, and its identifiers."""

from __future__ import annotations

from collections.abc import Sequence

from paperreader.formats.records.lines.markdown_inline import Link, plain
from paperreader.formats.records.paper_addresses import (
    ids_of_addresses,
    is_code_address,
    is_paper_address,
    short_name,
)
from paperreader.formats.records.raw_record import Record
from paperreader.identifiers import arxiv_id_in
from paperreader.paper_links import is_pdf_address


def add_links(record: Record, links: Sequence[Link]) -> None:
    """Add addresses to a record, those of the paper first."""
    papers = [link.address for link in links if is_paper_address(link.address)]
    papers = [address for address in papers if may_be_one(papers[0], address)]  # others are only mentioned
    others: list[str] = []
    for link in links:
        if is_paper_address(link.address):
            continue
        if is_code_address(link.address) or "code" in plain(link.text).lower():
            record.code = record.code or link.address
        else:
            others.append(link.address)
    record.pdf = record.pdf or next(filter(is_pdf_address, papers), "")
    record.links = [*record.links, *papers, *others]
    record.ids = [*record.ids, *ids_of_addresses(papers)]


def may_be_one(address: str, other: str) -> bool:
    """Return whether two addresses have no differing identifiers of one register."""
    known = _ids_by_register(address)
    return all(known.get(register, value) == value for register, value in _ids_by_register(other).items())


def _ids_by_register(address: str) -> dict[str, str]:
    arxiv_id = arxiv_id_in(address)
    named = (identifier.partition(":")[::2] for identifier in ids_of_addresses([address]))
    return {**({"arxiv": arxiv_id} if arxiv_id else {}), **dict(named)}


def untitled_name(record: Record) -> str:
    """Return a name for a paper without a title; "" without an identifier or address."""
    return short_name(record.links[0]) if record.links else ""
