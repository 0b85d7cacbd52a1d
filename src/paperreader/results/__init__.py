"""The rows of a query as they are shown: order, facets, counts."""
