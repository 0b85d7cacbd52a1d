"""Pages of papers on the web, saved as HTML: each module finds the papers of one kind of page in its tree."""
