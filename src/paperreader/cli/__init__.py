"""The command line, for shells and scripts."""

from paperreader.cli.program import entry, main

__all__ = ["entry", "main"]
