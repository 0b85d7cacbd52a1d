"""Markdown with papers: daily digests, tables of bots, awesome lists, lists of a conference.

Each has a layout of its own. What they share: a paper is a list item, a table row, a heading or a paragraph of its own
with a link to a paper or with its authors or abstract below; see `collector`. Prose and headings of sections are none.
"""

from paperreader.formats.markdown_list.markdown_file import read, sniff

__all__ = ["read", "sniff"]
