"""Papers as other programs take them: text, JSON, keys, a citation, BibTeX, Markdown."""
