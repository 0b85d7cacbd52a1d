"""Papers as other programs take them: text, JSON, tables, bibliographies, digests, and the files they go to."""
