"""The title of a paper in a line of Markdown: in bold, the text of a link, in quotes, or what stands before a link."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from paperreader.formats.records.lines.markdown_inline import Link, bold_parts, outer_links, plain
from paperreader.formats.records.paper_addresses import is_code_address, is_paper_address
from paperreader.identifiers import arxiv_id_in

_LINK_WORD = re.compile(
    "a|abs|abstract|an|appendix|arxiv|article|author|authors|bib|bibtex|blog|blogpost|book|chapter|"
    "citation|citations|cite|code|codes|colab|data|dataset|datasets|demo|details|doc|docs|doi|download|"
    "et|face|file|for|full|github|here|homepage|html|hugging|huggingface|implementation|in|info|"
    "introduction|journal|link|links|material|materials|media|model|models|more|news|notes|official|"
    "online|open|openreview|page|paper|papers|pdf|poster|post|ppt|preprint|presentation|proceedings|"
    "project|projects|publication|publisher|pytorch|read|references|repo|report|repository|resources|"
    "review|scholar|see|semantic|site|slides|source|supp|supplement|supplementary|talk|tensorflow|text|"
    "oral|spotlight|highlight|the|this|thread|tweet|twitter|url|v1|v2|version|video|videos|view|web|website|weights|workshop|x|"
    "youtube|zhihu|论文|代码|链接|项目|主页|数据|原文"
)
_CITED = re.compile(
    r".{0,60}\bet\.? ?al\b.{0,14}|(?:[A-Z][\w'’-]+(?:,? (?:and|&) [A-Z][\w'’-]+)?),? \(?(?:19|20)\d\d[a-z]?\)?",
    re.DOTALL,
)
_VENUE = re.compile(
    r"(?:[A-Z][\w.&/+-]*[ ,'’-]{0,2}){1,3}[ ('’-]{0,3}(?:(?:19|20)\d\d|['’]?\d\d)\)?(?: \(?(?:oral|spotlight|poster|workshops?|findings|best paper.{0,10})\)?)?"
)
_DATE = re.compile(
    r"(?:(?:19|20)\d\d[-./年 ]{0,2}(?:\d{1,2}[-./月 ]{0,2}(?:\d{1,2}日?)?)?|(?:[A-Z][a-z]{2,8}\.? ){1,2}\d{0,2},? ?(?:19|20)\d\d)"
)
_TAG = re.compile(
    r"\s*(?:[\[(【][^\[\]()【】]{1,40}[\])】](?!\()|(?:19|20)\d\d[-./]\d\d?(?:[-./]\d\d?)?|[^\w\s\"“\[(*_`$<]+)[\s,:;.-]*"
)
_BOLD_TAG = re.compile(r"\*\*([^*]{1,60})\*\*[\s,:;.-]*")
_CITED_BY_YEAR = re.compile(
    r"(?=[^()]{0,200}(?:\bet al\b|\b[A-Z]\.|, ))[^()]{3,600} \((?:19|20)\d\d[a-z]?\)[.,:]? ([^.?!]{8,300}[?!]?)"
)
_QUOTED = re.compile(r"[\"“]([^\"“”]{10,400})[\"”]")
_QUOTES = ('"', "“")
_LAST_PERIOD = re.compile(r"(?<=[^\W_A-Z]{2})\.$")
_LEAD = re.compile(r"[^\w]*(?:\w+[^\w]+){0,4}")
_TAIL = re.compile(
    r"\s?(?:[\[(【|*_]|[-–—:,;]\s*$|\.\s+(?=[A-Z*_\[(]|arXiv:)|(?:,|\s[-–—])\s+(?=[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)? et\.? ?al|[A-Z][\w'’-]+ & [A-Z][\w'’-]+,? [\w ]{0,30}(?:19|20)\d\d))"
)
_TRAILING_PARENTHESES = re.compile(r"\s?\([^()]{0,60}(?:\d\d|et al)[^()]{0,60}\)\s{0,3}$")
_PROSE_END = re.compile(
    r"\b(?:on|in|at|to|the|a|an|is|are|of|and|our|see|from|by|for|with|via|as|paper|here|this|available)\W*$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^\[?#?\d{1,4}[.):\]]\s+")  # of a heading
_RECENT = 64  # texts: a line is asked again and again until it is understood
_SHORTEST = 2  # letters
_LONGEST_NAME = 80  # letters of a venue, a date or a citation
_LONGEST_LEAD = 1000  # letters before a title, with their links
_WORD = re.compile(r"\w+")
_FEW_WORDS = 3


@lru_cache(_RECENT)
def is_title(text: str) -> bool:
    """Return whether a plain text may be a title: no `[PDF]`, `arXiv`, date, venue, address, identifier or citation."""
    text = text.strip(" \t.,;:[](){}\"'“”|-–—👉🔗📄")
    if len(text) < _SHORTEST or "://" in text[:12] or not re.search(r"[^\W\d_]", text):
        return False
    words = _WORD.findall(text[:200].lower())
    if all(word.isdigit() or _LINK_WORD.fullmatch(word) for word in words) or text.startswith(("10.", "www.")):
        return False
    if len(text) > _LONGEST_NAME:
        return True
    if len(words) <= _FEW_WORDS + 1 and arxiv_id_in(text):
        return False
    return not any(pattern.fullmatch(text) for pattern in (_CITED, _VENUE, _DATE))


@lru_cache(_RECENT)
def find_title(text: str) -> str:
    """Return the title in the first line of an item, in a heading or in a table's cell; "" if there is none."""
    links = outer_links(text)
    bold, linked = _in_bold(text), _linked(text, links)
    if bold and linked:
        return max(bold, linked, key=len)
    return bold or linked or _in_quotes(text) or _behind_year(text) or _before_links(text, links)


def without_number(text: str) -> str:
    """Return a plain text without the number with which a heading or item begins."""
    return _NUMBER.sub("", text)


def around_title(text: str, title: str) -> tuple[str, str]:
    """Return what stands before a title and behind it, where a tag may have the same name: `[Mask R-CNN] Mask R-CNN`."""
    start = text.find(title[:60]) if title else -1
    if start > 0 and text[start - 1] == "[":
        start = max(start, text.find(title[:60], start + 1))
    return (text[:start], text[start:].removeprefix(title)) if start >= 0 else (text, "")


def _in_bold(text: str) -> str:
    """Return the first title in bold with little before it, and what follows a colon behind a short one."""
    for start, end, inner in bold_parts(text):
        if start > _LONGEST_LEAD:
            break
        shown = plain(inner)
        is_tag = shown.startswith("[") and shown.endswith("]") and bool(text[end:].strip())
        if not is_tag and is_title(shown) and not shown.endswith((":", "：")) and _LEAD.fullmatch(plain(text[:start])):
            rest = text[end:].lstrip()
            if rest.startswith(":") and rest[1:].lstrip()[:1] in _QUOTES and (quoted := _in_quotes(rest)):
                return quoted
            if (
                rest.startswith(":")
                and len(shown.split()) < _FEW_WORDS
                and (more := _before_links(rest[1:], outer_links(rest[1:])))
            ):
                return f"{shown}: {more}"
            return _clean(_LAST_PERIOD.sub("", shown))
    return ""


def _linked(text: str, links: Sequence[Link]) -> str:
    """Return the title that is the text of a link: of the first one to a paper, or of one at the beginning."""
    for link in links:
        shown = plain(link.text)
        if is_paper_address(link.address) and is_title(shown):
            return _clean(shown)
    if not links or plain(text[_tags_end(text[: links[0].start]) : links[0].start]):
        return ""
    shown = plain(links[0].text)
    is_repository = is_code_address(links[0].address) and " " not in shown
    return _clean(shown) if is_title(shown) and not is_repository else ""


def _in_quotes(text: str) -> str:
    found = _QUOTED.search(plain(text))
    return _clean(_LAST_PERIOD.sub("", found[1])) if found and is_title(found[1]) else ""


def _behind_year(text: str) -> str:
    """Return the title of a citation such as `Lovelace, A. (1843). Notes on the Engine. Journal, 3.`."""
    found = _CITED_BY_YEAR.match(plain(text))
    return _clean(found[1]) if found and len(found[1].split()) >= _FEW_WORDS and is_title(found[1]) else ""


def _before_links(text: str, links: Sequence[Link]) -> str:
    """Return the title in the plain text before the first link that is no title; tags and dates before it are left out."""
    before = text[: links[0].start] if links else text
    before = before[_tags_end(before) :]
    end = _TAIL.search(before, 1)
    title = plain(before[: end.start()] if end else before)
    title = _TRAILING_PARENTHESES.sub("", title).strip(" \t,;:|-–—")
    is_long = len(title.split()) >= _FEW_WORDS or (end is not None and end[0].strip() == "|")
    return title if is_long and is_title(title) and not _PROSE_END.search(title) else ""


def _tags_end(text: str) -> int:
    """Return where a text goes on behind tags such as `[CVPR 2023]`, dates, emoji and bold venues."""
    end = 0
    while True:
        tag = _TAG.match(text, end) or _BOLD_TAG.match(text, end)
        if not tag or (tag.re is _BOLD_TAG and is_title(plain(tag[1])) and not tag[1].startswith("[")):
            return end
        end = tag.end()


def _clean(title: str) -> str:
    """Return a title without quotation marks around it, and without the period within them."""
    title = title.strip()
    if title[:1] in '"“' and title[-1:] in '"”.':
        title = title.strip('"“”').rstrip(".")
    return title.strip(" \t|")
