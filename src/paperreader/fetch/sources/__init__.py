"""The sources: what each site is asked, in which order, and what of the answers becomes a dump."""
