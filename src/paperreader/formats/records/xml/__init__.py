"""XML: records found by a streaming parser, which mends what is broken and never reads anything from outside."""
