"""The query language: parse a query, write it back, change it by a term, select its rows.

Words without a colon are the title search; every other term narrows it. Parsing never fails.
"""
