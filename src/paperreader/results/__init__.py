"""The rows of a query as they are shown: their order, their facets, their counts."""
