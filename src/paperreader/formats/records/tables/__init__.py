"""Tables of text: rows of CSV and TSV, and what their columns are called."""
