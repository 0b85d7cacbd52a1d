"""The papers page of Hugging Face, copied as text."""

from paperreader.formats.papers_page.page import read, sniff

__all__ = ["read", "sniff"]
