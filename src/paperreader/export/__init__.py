"""Export formats (text, JSON, tables, bibliographies, digests) and the writing of export files."""
