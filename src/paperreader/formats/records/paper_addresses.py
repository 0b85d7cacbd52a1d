"""Addresses of papers on the web, as lists for people link them, separated from those of blogs, code and videos."""

from __future__ import annotations

import re

from paperreader.errors import Problem
from paperreader.identifiers import arxiv_id_in, doi_in
from paperreader.paper_links import is_pdf_address
from paperreader.text import count_of

_PAPER = re.compile(
    r"https?://(?:[\w-]+\.)*(?:"
    r"(?:arxiv\.org|alphaxiv\.org|huggingface\.co|hf\.co)/(?:abs|pdf|html|overview|papers|ftp|e-print)/\S"
    r"|openreview\.net/(?:forum|pdf|attachment|references)"
    r"|(?:aclanthology\.org|aclanthology\.info|aclweb\.org/anthology)/(?!(?:people|events|venues|volumes|sigs|posts|faq|info)/)\S"
    r"|(?:dx\.)?doi\.org/10\.\d"
    r"|proceedings\.mlr\.press/v\d|jmlr\.org/(?:papers|proceedings)/\S|roboticsproceedings\.org/\S"
    r"|(?:papers\.nips\.cc|papers\.neurips\.cc|proceedings\.neurips\.cc|nips\.cc)/(?:paper|virtual|hash)"
    r"|openaccess\.thecvf\.com/content|thecvf\.com/\S*/html/|ecva\.net/papers/"
    r"|dl\.acm\.org/(?:doi|citation|ft_gateway)|ieeexplore\.ieee\.org/(?:abstract/)?(?:document|stamp|iel)"
    r"|link\.springer\.com/(?:article|chapter|content|book)|sciencedirect\.com/science/article"
    r"|nature\.com/(?:articles|documents)|science\.org/doi|pnas\.org/(?:doi|content)|cell\.com/\S*fulltext"
    r"|(?:biorxiv|medrxiv)\.org/content|pubmed\.ncbi\.nlm\.nih\.gov/\d|ncbi\.nlm\.nih\.gov/(?:pubmed|pmc)"
    r"|pmc\.ncbi\.nlm\.nih\.gov/articles|europepmc\.org/(?:article|abstract)"
    r"|(?:onlinelibrary\.wiley|tandfonline|journals\.sagepub|academic\.oup)\.com/\S|mdpi\.com/\d"
    r"|frontiersin\.org/articles|iopscience\.iop\.org/article|journals\.aps\.org/\S|plos\.org/\S*article"
    r"|isca-(?:speech|archive)\.org/\S|ojs\.aaai\.org/\S|aaai\.org/ojs|ijcai\.org/(?:proceedings|Proceedings)"
    r"|usenix\.org/(?:conference|system/files)/\S|eprint\.iacr\.org/\d|eccc\.weizmann\.ac\.il/report"
    r"|semanticscholar\.org/(?:paper|reader|arxiv)|paperswithcode\.com/paper/|papers\.ssrn\.com|ssrn\.com/abstract"
    r"|(?:hal\.science|hal\.archives-ouvertes\.fr|inria\.hal\.science)/\S|zenodo\.org/records?/\d"
    r"|[^\s?#]*\.(?:pdf|ps)(?:\.gz)?(?:[?#]|$))",
    re.IGNORECASE,
)
_LONGEST = 2000  # letters of an address: longer ones are none, and would take the square of their length
_BETWEEN = re.compile(r"(?<![;\s])[;\s]+(?=https?://)")
_OPENREVIEW = re.compile(
    r"openreview\.net/(?:forum|pdf|attachment|references)\?(?:[\w=.-]+&)*?(?:id|noteId)=([\w-]{5,20})"
)
_ANTHOLOGY = re.compile(
    r"(?:aclanthology\.org|aclweb\.org/anthology)/(?:papers/)?((?:[A-Z]\d\d-\d{4,5})|\d{4}\.[\w-]+\.\d+)"
)
_CODE = re.compile(
    r"https?://(?:[\w-]+\.)*(?:github\.com|gitlab\.com|gitee\.com|bitbucket\.org|codeberg\.org)/[^\s/]+/[^\s/]"
)


def is_paper_address(address: str) -> bool:
    """Return whether an address is that of a paper."""
    return len(address) <= _LONGEST and _PAPER.match(address) is not None


def split_addresses(text: str) -> list[str]:
    """Return the addresses of a field that has one or several, between which blanks or `;` stand."""
    return _BETWEEN.split(text)


def is_code_address(address: str) -> bool:
    """Return whether an address is that of a repository of source code."""
    return _CODE.match(address) is not None and not is_pdf_address(address)


def ids_of_addresses(addresses: list[str]) -> list[str]:
    """Return the identifiers of registers that `identifiers` does not find in addresses: OpenReview, ACL Anthology."""
    found = []
    for address in addresses:
        if forum := _OPENREVIEW.search(address):
            found.append(f"openreview:{forum[1]}")
        elif paper := _ANTHOLOGY.search(address):
            found.append(f"acl:{paper[1]}")
    return found


def short_name(address: str) -> str:
    """Return a name to show for a paper of which only an identifier or address is known."""
    arxiv_id = arxiv_id_in(address)
    if arxiv_id:
        return f"arXiv:{arxiv_id}"
    doi = doi_in(address)
    if doi:
        return f"doi:{doi}"
    return next(iter(ids_of_addresses([address])), address)


def untitled_note(dump: str, line: int, papers: int) -> Problem:
    """Return the one note for a dump that papers have their identifiers for titles. `line` is that of the first."""
    return Problem(dump, line, f"{count_of(papers, 'paper')} without a title here: the identifier stands for it")
