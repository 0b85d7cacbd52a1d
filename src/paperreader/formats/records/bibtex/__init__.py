"""BibTeX and BibLaTeX: entries, their fields, and the names in them."""
